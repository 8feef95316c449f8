using K8GuardScript.Simulator.Answers;

namespace K8GuardScript.Simulator.Requests;

/// <summary>The options of a list or watch (meta/v1 ListOptions), checked as a real server checks them.</summary>
internal sealed record ListOptions
{
    // what a timer can still count
    private const long LongestWatch = 30 * 24 * 60 * 60;

    public required bool Watch { get; init; }

    /// <summary>As sent: empty, <c>0</c>, or a version.</summary>
    public required string ResourceVersion { get; init; }

    public required string ResourceVersionMatch { get; init; }

    /// <summary>Zero for no limit.</summary>
    public required long Limit { get; init; }

    public required string Continue { get; init; }

    public required string LabelSelector { get; init; }

    public required string FieldSelector { get; init; }

    public required TimeSpan? Timeout { get; init; }

    public required bool AllowBookmarks { get; init; }

    public required bool? SendInitialEvents { get; init; }

    public static ListOptions Parse(QueryValues query, bool watchPath)
    {
        var options = new ListOptions
        {
            Watch = watchPath || query.Flag("watch") == true,
            ResourceVersion = query.Text("resourceVersion"),
            ResourceVersionMatch = query.Text("resourceVersionMatch"),
            Limit = Math.Max(0, query.Number("limit") ?? 0),
            Continue = query.Text("continue"),
            LabelSelector = query.Text("labelSelector"),
            FieldSelector = query.Text("fieldSelector"),
            Timeout = query.Number("timeoutSeconds") is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWatch)) : null,
            AllowBookmarks = query.Flag("allowWatchBookmarks") == true,
            SendInitialEvents = query.Flag("sendInitialEvents"),
        };
        var causes = options.Watch ? options.WatchProblems() : options.ListProblems();
        return causes.Count == 0 ? options : throw ApiError.InvalidOptions("ListOptions", causes);
    }

    private List<StatusCause> ListProblems()
    {
        var problems = new List<StatusCause>();
        AddMatchProblem(problems);
        if (SendInitialEvents is not null) problems.Add(Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
        return problems;
    }

    private void AddMatchProblem(List<StatusCause> problems)
    {
        if (ResourceVersionMatch.Length == 0) return;
        if (ResourceVersion.Length == 0)
            problems.Add(Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided"));
        else if (Continue.Length > 0)
            problems.Add(Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"));
        else if (ResourceVersionMatch is not ("Exact" or "NotOlderThan"))
            problems.Add(Unsupported("\"Exact\", \"NotOlderThan\", \"\""));
        else if (ResourceVersionMatch == "Exact" && ResourceVersion == "0")
            problems.Add(Forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
    }

    private List<StatusCause> WatchProblems()
    {
        var problems = new List<StatusCause>();
        if (SendInitialEvents is null && ResourceVersionMatch.Length > 0)
        {
            problems.Add(Forbidden("resourceVersionMatch",
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
        }

        if (SendInitialEvents is not null && ResourceVersionMatch.Length == 0)
        {
            problems.Add(Forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        }

        if (ResourceVersionMatch is not ("" or "NotOlderThan")) problems.Add(Unsupported("\"NotOlderThan\""));
        return problems;
    }

    private static StatusCause Forbidden(string field, string why) => new("FieldValueForbidden", $"Forbidden: {why}", field);

    private StatusCause Unsupported(string supported) => new("FieldValueNotSupported",
        $"Unsupported value: \"{ResourceVersionMatch}\": supported values: {supported}", "resourceVersionMatch");
}
