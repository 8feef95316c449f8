using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace K8GuardScript.Compiler.Lint;

/// <summary>An action that does not fit the kinds that the rules are for: there it is only warned.</summary>
internal static class UnfitAction
{
    private const string Code = "K8G306";

    private static readonly string[] Workloads = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod"];
    private static readonly string[] Stoppable = [.. Workloads, "ReplicationController"];
    private static readonly string[] Deletable = ["Ingress", "Pod"];

    public static IEnumerable<ScriptProblem> Find(LintTarget target)
    {
        var kinds = target.EntryCalls("Each*").SelectMany(rule => KindsOf(rule.Entry)).Distinct().ToList();
        foreach (var access in target.Nodes.OfType<MemberAccessExpressionSyntax>().Where(access => IsAct(access, target)))
        {
            string[]? fitting = access.Name.Identifier.Text switch { "Stop" => Stoppable, "Delete" => Deletable, _ => null };
            if (fitting is null || access.FirstAncestorOrSelf<ArgumentSyntax>() is null || IsInsideRule(access, target)) continue;
            var unfit = kinds.Except(fitting).ToList();
            if (unfit.Count == 0) continue;
            yield return target.Warn(
                access,
                Code,
                $"`{access}` does not fit {Words(unfit)}: there it is only warned",
                unfit.Exists(kind => Stoppable.Contains(kind)) ? "use `Act.Stop`, or `Act.None` to only warn" : Instead(unfit));
        }
    }

    private static string Instead(List<string> unfit) =>
        unfit.TrueForAll(kind => Deletable.Contains(kind)) ? "use `Act.Delete`, or `Act.None` to only warn" : "use `Act.None` to only warn";

    private static bool IsAct(MemberAccessExpressionSyntax access, LintTarget target) =>
        access.Expression is SimpleNameSyntax { Identifier.Text: "Act" } && target.Symbol(access)?.ContainingType.Name == "Act";

    // schedules name what they do to each object themselves
    private static bool IsInsideRule(SyntaxNode node, LintTarget target) =>
        node.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any() || node.Ancestors().OfType<InvocationExpressionSyntax>()
            .Any(call => target.Symbol(call)?.Name is "Schedule");

    private static string[] KindsOf(IMethodSymbol entry)
    {
        if (entry.Name is "EachWorkload" or "EachContainer") return Workloads;
        if (entry.Name == "EachNamespace") return ["Namespace"];
        if (entry is { Name: "Each", TypeArguments: [var view] }) return [view.Name];

        // of custom resources only the cluster knows what they can do
        return [];
    }

    private static string Words(List<string> kinds) =>
        kinds.Count == 1 ? $"`{kinds[0]}`" : $"{string.Join(", ", kinds[..^1].Select(kind => $"`{kind}`"))} and `{kinds[^1]}`";
}
