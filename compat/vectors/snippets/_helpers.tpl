{{- define "named" }}named {{ .Chart.Name }}{{ end }}
{{- define "failing" }}{{ .Values.nothing.field }}{{ end }}
{{- define "outer" }}
  {{ include "failing" . }}
{{- end }}
{{- define "shown" }}{{ .i }}:{{ .x }}{{ end }}
{{- define "recursive" }}{{ include "recursive" . }}{{ end }}
{{- define "recursive-tpl" }}{{ tpl "{{ include \"recursive-tpl\" . }}" . }}{{ end }}
{{- define "counted" }}{{ if gt . 0 }}{{ include "counted" (sub . 1 | int) }}{{ else }}bottom{{ end }}{{ end }}
{{- define "requiring" }}{{ required "give it" .Values.absent }}{{ end }}
{{- define "failer" }}{{ fail "from within" }}{{ end }}
{{- define "failer2" }}{{ include "failer" . }}{{ end }}
