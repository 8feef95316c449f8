using K8GuardScript.Core.Scopes;

namespace K8GuardScript.Core.Guard.Rails;

/// <summary>How scopes in the settings for actions take in what is asked about.</summary>
internal static class QuestionScope
{
    /// <summary>For what grants: only what is known to be meant.</summary>
    public static bool IsSingledOutBy(this RailQuestion question, Scope scope) =>
        scope.IsEverything
        || (question.Object is { } target && scope.SinglesOut(question.Target, target, question.Namespace) == ScopeAnswer.In);

    /// <summary>For what forbids: all that is not known to be left out.</summary>
    public static bool MayBeIn(this RailQuestion question, Scope scope) =>
        scope.IsEverything
        || question.Object is not { } target
        || scope.Covers(question.Target, target, question.Namespace) != ScopeAnswer.Out;

    /// <summary>The namespace that the object lies in, or is; else empty.</summary>
    public static string NamespaceName(this RailQuestion question) =>
        question.Target is { Group: "", Kind: "Namespace" } ? question.Target.Name : question.Target.Namespace;
}
