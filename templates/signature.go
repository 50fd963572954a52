package templates

import (
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// webhookVerifier makes the function that makes what checks the signatures of what the API sends.
func webhookVerifier(s *ir.Signature) jen.Code {
	text := s.Verifier + " makes what handlers check signatures with, of the secret that the sender signs with. While that is being " +
		"replaced there are two: either is good."
	made := jen.Qual(webhookPath, "NewStandard").Call(jen.Id("secrets").Op("..."))
	if !s.Standard {
		made = jen.Qual(webhookPath, "NewHMAC").Call(jen.Qual(webhookPath, "HMACConfig").Custom(fieldLines(), hmacFields(s)...), jen.Id("secrets").Op("..."))
	}
	return documented(godoc.Lines(ir.Doc{Text: text}, s.Verifier), jen.Func().Id(s.Verifier).Params(jen.Id("secrets").Op("...").String()).
		Params(jen.Op("*").Qual(webhookPath, "HMAC"), jen.Error()).Block(jen.Return(made)))
}

// hmacFields are the fields of the run-time's configuration that are not its defaults.
func hmacFields(s *ir.Signature) []jen.Code {
	var fields []jen.Code
	for _, text := range []struct{ name, value string }{
		{"Header", s.Header}, {"Prefix", s.Prefix}, {"Timestamp", s.Timestamp}, {"TimestampPrefix", s.TimestampPrefix},
		{"ID", s.ID}, {"Payload", s.Payload},
	} {
		if text.value != "" {
			fields = append(fields, jen.Id(text.name).Op(":").Add(lit(text.value)))
		}
	}
	if s.Base64 {
		fields = append(fields, jen.Id("Encoding").Op(":").Qual(webhookPath, "Base64"))
	}
	if s.Milliseconds {
		fields = append(fields, jen.Id("Milliseconds").Op(":").True())
	}
	switch s.Hash {
	case "sha1":
		fields = append(fields, jen.Id("Hash").Op(":").Qual("crypto/sha1", "New"))
	case "sha512":
		fields = append(fields, jen.Id("Hash").Op(":").Qual("crypto/sha512", "New"))
	}
	if s.Tolerance > 0 {
		fields = append(fields, jen.Id("Tolerance").Op(":").Add(lit(int(s.Tolerance/time.Second))).Op("*").Qual("time", "Second"))
	}
	return fields
}
