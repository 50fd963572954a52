package sdktest

import (
	"math/rand/v2"
	"slices"
	"sync"
)

// faults decides which exchange goes wrong, and how.
type faults struct {
	mu     sync.Mutex
	next   []plannedFault
	random *rand.Rand
	share  float64
	choice []Fault
}

type plannedFault struct {
	fault Fault
	// operation is the one it waits for; "" takes any.
	operation string
}

// Fail makes the next requests go wrong, one for each fault, in this order.
func (s *Server) Fail(faults ...Fault) { s.faults.plan("", faults) }

// FailOperation is Fail for the next requests of one operation, by its Go name.
func (s *Server) FailOperation(operation string, faults ...Fault) { s.faults.plan(operation, faults) }

// FailRandomly makes a share of all requests go wrong, from 0 to 1, each by one of the faults. The same seed decides the
// same for the first request that arrives, the second, and so on.
func (s *Server) FailRandomly(seed uint64, share float64, faults ...Fault) {
	f := &s.faults
	f.mu.Lock()
	defer f.mu.Unlock()
	f.random, f.share, f.choice = rand.New(rand.NewPCG(seed, seed)), share, slices.Clone(faults)
}

// StopFailing forgets all faults that have not struck.
func (s *Server) StopFailing() {
	f := &s.faults
	f.mu.Lock()
	defer f.mu.Unlock()
	f.next, f.random = nil, nil
}

func (f *faults) plan(operation string, faults []Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, fault := range faults {
		f.next = append(f.next, plannedFault{fault, operation})
	}
}

// take is the fault for a request that has just arrived; the zero Fault is none.
func (f *faults) take(operation string) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, planned := range f.next {
		if planned.operation == "" || planned.operation == operation {
			f.next = slices.Delete(f.next, i, i+1)
			return planned.fault
		}
	}
	if f.random == nil || f.random.Float64() >= f.share || len(f.choice) == 0 {
		return Fault{}
	}
	return f.choice[f.random.IntN(len(f.choice))]
}
