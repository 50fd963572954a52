package bench

import "github.com/go-faster/jx"

func (v *floorFile) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "fileId":
		return set(&v.fileID)(d.Str())
	case "fileUsageType":
		return set(&v.fileUsageType)(d.Str())
	case "name":
		return setPointer(&v.name)(d.Str())
	case "url":
		return setPointer(&v.url)(d.Str())
	}
	return d.Skip()
}

func (v *floorLocation) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "latitude":
		return set(&v.latitude)(d.Float64())
	case "longitude":
		return set(&v.longitude)(d.Float64())
	case "name":
		return setPointer(&v.name)(d.Str())
	case "address":
		return setPointer(&v.address)(d.Str())
	case "url":
		return setPointer(&v.url)(d.Str())
	}
	return d.Skip()
}

func (v *floorHeader) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "text":
		return setPointer(&v.text)(d.Str())
	case "fileId":
		return setPointer(&v.fileID)(d.Int64())
	}
	return d.Skip()
}

func (v *floorQuickReplies) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "quickReplies":
		return elements(d, &v.replies, (*plainQuickReply).decode)
	case "allowMultiSelect":
		return setPointer(&v.allowMultiSelect)(d.Bool())
	case "allowUserInput":
		return setPointer(&v.allowUserInput)(d.Bool())
	}
	return d.Skip()
}

func (r *plainQuickReply) decode(d *jx.Decoder) error {
	return object(d, func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "value":
			return set(&r.Value)(d.Str())
		case "valueType":
			return set(&r.ValueType)(d.Str())
		case "label":
			return setPointer(&r.Label)(d.Str())
		}
		return d.Skip()
	})
}

func (v *floorTemplate) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "contentId":
		return setPointer(&v.contentID)(d.Int64())
	case "mappedTemplateId":
		return setPointer(&v.mappedTemplateID)(d.Int64())
	case "rootMicId":
		return setPointer(&v.rootMicID)(d.Int64())
	case "crmObjectIds":
		v.crmObjectIDs = map[string]int64{}
		return d.Obj(func(d *jx.Decoder, key string) (err error) {
			v.crmObjectIDs[key], err = d.Int64()
			return err
		})
	case "parameters":
		v.parameters = map[string]string{}
		return d.Obj(func(d *jx.Decoder, key string) (err error) {
			v.parameters[key], err = d.Str()
			return err
		})
	}
	return d.Skip()
}

func (v *floorSocial) field(d *jx.Decoder, key []byte) error {
	if string(key) != "socialMetadata" {
		return d.Skip()
	}
	m := &v.metadata
	return object(d, func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "mediaType":
			return set(&m.MediaType)(d.Str())
		case "id":
			return setPointer(&m.ID)(d.Str())
		case "mediaTitle":
			return setPointer(&m.MediaTitle)(d.Str())
		case "description":
			return setPointer(&m.Description)(d.Str())
		case "mediaUrl":
			return setPointer(&m.MediaURL)(d.Str())
		case "mediaUrlString":
			return setPointer(&m.MediaURLString)(d.Str())
		case "thumbnailUrl":
			return setPointer(&m.ThumbnailURL)(d.Str())
		}
		return d.Skip()
	})
}

func (v *floorContact) field(d *jx.Decoder, key []byte) error {
	if string(key) != "contactProfile" {
		return d.Skip()
	}
	p := &v.profile
	return object(d, func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "name":
			p.Name = &plainContactName{}
			return object(d, p.Name.field)
		case "org":
			p.Org = &plainContactOrg{}
			return object(d, p.Org.field)
		case "phones":
			return elements(d, &p.Phones, func(v *plainContactPhone, d *jx.Decoder) error {
				return object(d, pair("phone", &v.Phone, &v.Type))
			})
		case "emails":
			return elements(d, &p.Emails, func(v *plainContactEmail, d *jx.Decoder) error {
				return object(d, pair("email", &v.Email, &v.Type))
			})
		case "urls":
			return elements(d, &p.URLs, func(v *plainContactURL, d *jx.Decoder) error {
				return object(d, pair("url", &v.URL, &v.Type))
			})
		case "addresses":
			return elements(d, &p.Addresses, func(v *plainContactAddress, d *jx.Decoder) error { return object(d, v.field) })
		}
		return d.Skip()
	})
}

// pair reads an object with a value and its type.
func pair(name string, value *string, kind **string) field {
	return func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case name:
			return set(value)(d.Str())
		case "type":
			return setPointer(kind)(d.Str())
		}
		return d.Skip()
	}
}

func (n *plainContactName) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "prefix":
		return setPointer(&n.Prefix)(d.Str())
	case "firstName":
		return setPointer(&n.FirstName)(d.Str())
	case "middleName":
		return setPointer(&n.MiddleName)(d.Str())
	case "lastName":
		return setPointer(&n.LastName)(d.Str())
	case "suffix":
		return setPointer(&n.Suffix)(d.Str())
	}
	return d.Skip()
}

func (o *plainContactOrg) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "company":
		return setPointer(&o.Company)(d.Str())
	case "department":
		return setPointer(&o.Department)(d.Str())
	case "title":
		return setPointer(&o.Title)(d.Str())
	}
	return d.Skip()
}

func (a *plainContactAddress) field(d *jx.Decoder, key []byte) error {
	switch string(key) {
	case "street":
		return setPointer(&a.Street)(d.Str())
	case "zip":
		return setPointer(&a.Zip)(d.Str())
	case "city":
		return setPointer(&a.City)(d.Str())
	case "state":
		return setPointer(&a.State)(d.Str())
	case "country":
		return setPointer(&a.Country)(d.Str())
	case "countryCode":
		return setPointer(&a.CountryCode)(d.Str())
	case "type":
		return setPointer(&a.Type)(d.Str())
	}
	return d.Skip()
}
