package source

// Apply has a $ref read as one of the schemas in allOf: what stands beside it in its mapping then applies, too, as OpenAPI has
// it since 3.1.
func (f *Files) Apply(ref Reference) {
	if f.applied[ref.File] == nil {
		f.applied[ref.File] = map[int32]int32{}
	}
	f.applied[ref.File][ref.At] = ref.Tree.Child(ref.Holder, "allOf")
}

// apply writes a $ref among the schemas that allOf lists beside it, as the last one, so that these keep their pointers.
func (r *renderer) apply(ref, allOf Place) {
	r.out = append(r.out, `"allOf":[`...)
	if allOf.At != None {
		for at := range allOf.Tree.Children(allOf.At) {
			r.value(Place{allOf.File, allOf.Tree, at})
			r.out = append(r.out, ',')
		}
	}
	r.out = append(r.out, `{"$ref":`...)
	r.value(ref)
	r.out = append(r.out, `}]`...)
}
