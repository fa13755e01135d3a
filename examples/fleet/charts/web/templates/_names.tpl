{{- define "web.name" -}}
{{ required "name: which service is this?" .Values.name }}
{{- end }}

{{- define "web.instance" -}}
{{ include "web.name" . }}-{{ .Release.Name }}
{{- end }}

{{- define "web.selector" -}}
app.kubernetes.io/name: {{ include "web.name" . }}
{{- end }}

{{- define "web.labels" -}}
{{ include "web.selector" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
