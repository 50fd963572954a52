package templates

import "github.com/hubchannels/hubchannels-go/internal/ir"

// servers is the sample with servers that have variables, and one of an operation's own.
func (s *sample) servers() *ir.API {
	api := *s.api
	region := ir.ServerVariable{Name: "region", Default: "eu", Values: []string{"eu", "us"}, Doc: "Where the data is."}
	api.BaseURL, api.Variables = "https://{region}.example.com", []ir.ServerVariable{region}
	api.OwnServers = []ir.Server{{URL: "https://{region}.uploads.example.com", Variables: []ir.ServerVariable{region}}}
	api.Servers = []ir.NamedServer{{Name: "ServerOther", URL: "https://test.example.com"}}
	return &api
}

// results is an operation that answers another object for each success, and errors with bodies of their own.
func (s *sample) results() *ir.Operation {
	cat, dog := &ir.ResultVariant{Type: named(s.cat), MediaType: "application/json"}, &ir.ResultVariant{Type: named(s.dog), MediaType: "application/json"}
	list := &ir.ResultVariant{Name: "AdoptResultList", Type: &ir.Type{Kind: ir.Array, Elem: named(s.cat), Nullable: false}, MediaType: "application/json"}
	text := &ir.ResultVariant{Name: "AdoptResultText", Type: &ir.Type{Kind: ir.String}, Encoding: ir.AsText, MediaType: "text/plain"}
	content := &ir.ResultVariant{Name: "AdoptResultContent", Type: &ir.Type{Kind: ir.Stream}, Encoding: ir.AsStream, MediaType: "application/pdf"}
	return &ir.Operation{Name: "Adopt", Call: "Adopt", Method: "POST", Path: "/adoptions", Doc: ir.Doc{Text: "Adopt a pet."},
		Result:   &ir.Result{Type: named(s.cat), MediaType: "application/json", Status: "200"},
		Results:  &ir.Results{Name: "AdoptResult", Operation: "Adopt", Variants: []*ir.ResultVariant{cat, dog, list, text, content}},
		Answers:  []ir.Answer{{Status: 200, Variant: cat}, {Status: 202, Variant: dog}, {Status: 203, Variant: list}, {Status: 206, Variant: content}, {Status: 207, Variant: text}, {Status: 204, Empty: true}},
		Failures: []ir.Failure{{Status: 404, Object: s.api.Error.Body, Base: true}, {Status: 4, Object: s.pet}},
	}
}

// callback is a sample whose API sends an object, and reads what answers it.
func (s *sample) callback() *ir.API {
	api := *s.api
	api.Webhooks = []*ir.Webhook{{Name: "PetAdopted", Key: "adopted", Method: "PUT", Status: 200, Send: "SendPetAdopted",
		Doc: ir.Doc{Text: "Sent when a pet has found a home."}, Body: named(s.pet), Answer: named(s.cat)},
		{Name: "PetPhoto", Key: "photo", Method: "POST", Status: 204, Send: "SendPetPhoto", Bytes: true}}
	return &api
}
