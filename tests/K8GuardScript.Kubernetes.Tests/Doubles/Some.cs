namespace K8GuardScript.Kubernetes.Tests.Doubles;

/// <summary>JSON as an API server writes it.</summary>
internal static class Some
{
    public static string Item(string name, int version) => $$"""{ {{Metadata(name, version)}},"data":{"k":"v"} }""";

    public static string List(int version, params string[] items) => Page(version, "", items);

    public static string Page(int version, string next, params string[] items) =>
        $$"""
        {"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"},
        "items":[{{string.Join(",", items)}}]}

        """;

    public static string Event(string type, string name, int version) =>
        $$"""{"type":"{{type}}","object":{"kind":"ConfigMap","apiVersion":"v1",{{Metadata(name, version)}},"data":{"k":"v"} } }""";

    public static string Bookmark(int version) =>
        $$"""{"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}"} } }""";

    /// <summary>Behind the last object that a watch starts with.</summary>
    public static string InitialEnd(int version) =>
        $$"""
        {"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}",
        "annotations":{"k8s.io/initial-events-end":"true"} } } }
        """.ReplaceLineEndings("");

    public static string Error(int code, string reason) =>
        $$"""{"type":"ERROR","object":{"kind":"Status","status":"Failure","message":"no","reason":"{{reason}}","code":{{code}} } }""";

    private static string Metadata(string name, int version) =>
        $$"""  "metadata":{"name":"{{name}}","namespace":"n","uid":"u-{{name}}","resourceVersion":"{{version}}"}""".Trim();
}
