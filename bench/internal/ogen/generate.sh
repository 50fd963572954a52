#!/usr/bin/env bash
# Makes this package anew from the document, two of whose schemas get other names.
set -euo pipefail
document=$(mktemp --suffix .yaml)
trap 'rm -f "$document"' EXIT
sed 's/\bFileAttachment\b/FileAttachmentRequest/g; s/\bQuickRepliesAttachment\b/QuickRepliesAttachmentRequest/g' \
	../../../spec/custom-channels/2026-03.yaml >"$document"
go run github.com/ogen-go/ogen/cmd/ogen@v1.24.0 --config ogen.yml --target . --package ogen "$document"
