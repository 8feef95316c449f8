using System.Globalization;
using System.Runtime.CompilerServices;
using K8GuardScript.Core.Scopes;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Core.Tests.Scopes;

public sealed class NamespaceScopeTests
{
    private readonly NamespaceScope scope = new(new NamePatterns(["!kube-*"]), SelectorParser.Parse("env=prod").Selector);

    [Fact]
    public void A_namespace_that_is_labelled_anew_is_looked_at_anew()
    {
        var prod = Some.NamespaceManifest().Labelled("env", "prod").Parsed();
        var stage = Some.NamespaceManifest().Labelled("env", "stage").Parsed();

        ScopeAnswer[] answers = [scope.Of("shop", prod), scope.Of("shop", prod), scope.Of("shop", stage), scope.Of("shop", null), scope.Of("shop", prod)];

        Assert.Equal([ScopeAnswer.In, ScopeAnswer.In, ScopeAnswer.Out, ScopeAnswer.Unknown, ScopeAnswer.In], answers);
    }

    [Fact]
    public void Any_number_of_namespaces_is_answered_rightly_from_several_threads()
    {
        var namespaces = Enumerable.Range(0, 6000)
            .Select(i => Some.NamespaceManifest(Name(i)).Labelled("env", i % 3 == 0 ? "prod" : "stage").Parsed()).ToArray();

        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < namespaces.Length; i++) Assert.Equal(Expected(i), scope.Of(Name(i), namespaces[i]));
        });
        for (var i = 0; i < namespaces.Length; i++) Assert.Equal(Expected(i), scope.Of(Name(i), namespaces[i]));

        static ScopeAnswer Expected(int i) => i % 3 == 0 && i % 2 == 0 ? ScopeAnswer.In : ScopeAnswer.Out;
        static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? "team" : "kube")}-{i}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("\u0130\ud83d\ude80")]
    public void Every_name_has_its_answer(string name)
    {
        var open = new NamespaceScope(new NamePatterns(["!b"]), null);

        Assert.Equal((ScopeAnswer.In, ScopeAnswer.In), (open.Of(name, null), open.Of(name, null)));
    }

    [Fact]
    public void An_answer_does_not_keep_a_version_of_the_namespace()
    {
        var seen = Answered(scope);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(seen.TryGetTarget(out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<KubeObject> Answered(NamespaceScope scope)
    {
        var ns = Some.NamespaceManifest().Labelled("env", "prod").Parsed();
        Assert.Equal(ScopeAnswer.In, scope.Of("shop", ns));
        return new WeakReference<KubeObject>(ns);
    }
}
