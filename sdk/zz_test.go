package sdk_test
import ("testing";"time";"slices")
func TestRatio(t *testing.T){
 a,b:=bare(t),whole(t)
 m:=func(f func()) time.Duration { s:=time.Now(); for range 200 {f()}; return time.Since(s)/200}
 var x,y []time.Duration
 for range 2000 { x=append(x,m(a)); y=append(y,m(b)) }
 slices.Sort(x); slices.Sort(y)
 for _,q:=range []int{0,100,500,1000}{ t.Log(q,x[q],y[q],float64(y[q])/float64(x[q])) }
}
