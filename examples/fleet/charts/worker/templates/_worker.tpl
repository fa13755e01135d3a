{{- define "worker.labels" -}}
app.kubernetes.io/name: {{ required "name: which worker is this?" .Values.name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- /* The container: takes (dict "root" $ "name" NAME "arguments" LIST). */}}
{{- define "worker.container" -}}
{{- $values := .root.Values -}}
- name: {{ .name }}
  image: {{ printf "%s/%s:%s" $values.image.registry $values.image.name $values.image.tag | quote }}
  args:
    {{- toYaml .arguments | nindent 4 }}
  env:
    - name: BROKER
      value: {{ printf "%s:%v" $values.broker.host $values.broker.port | quote }}
    {{- range $name, $value := $values.config.public }}
    - name: {{ $name | upper }}
      value: {{ $value | quote }}
    {{- end }}
  {{- if $values.config.private }}
  envFrom:
    - secretRef:
        name: {{ $values.name }}
  {{- end }}
  securityContext:
    allowPrivilegeEscalation: false
    runAsNonRoot: true
    capabilities:
      drop: [ALL]
  resources:
    {{- toYaml $values.resources | nindent 4 }}
{{- end }}
