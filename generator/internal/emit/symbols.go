package emit

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// exported are the exported symbols that a file declares.
func exported(file *ast.File) []string {
	var names []string
	for _, decl := range file.Decls {
		names = append(names, declared(decl)...)
	}
	return slices.DeleteFunc(names, func(name string) bool {
		owner, member, isMember := strings.Cut(name, ".")
		return !token.IsExported(owner) || isMember && !token.IsExported(member)
	})
}

// declared are the names that a declaration declares.
func declared(decl ast.Decl) []string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			return []string{decl.Name.Name}
		}
		return []string{receiver(decl.Recv.List[0].Type) + "." + decl.Name.Name}
	case *ast.GenDecl:
		var names []string
		for _, spec := range decl.Specs {
			names = append(names, specified(spec)...)
		}
		return names
	}
	return nil
}

// specified are the names of a constant, a variable or a type with its fields.
func specified(spec ast.Spec) []string {
	var names []string
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			names = append(names, name.Name)
		}
	case *ast.TypeSpec:
		names = append(names, spec.Name.Name)
		if structure, ok := spec.Type.(*ast.StructType); ok {
			for _, field := range structure.Fields.List {
				for _, name := range field.Names {
					names = append(names, spec.Name.Name+"."+name.Name)
				}
			}
		}
	}
	return names
}

// receiver is the name of a method's type.
func receiver(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.StarExpr:
		return receiver(expr.X)
	case *ast.IndexExpr:
		return receiver(expr.X)
	case *ast.Ident:
		return expr.Name
	default:
		return ""
	}
}
