using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Metering;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Registration;

/// <summary>One run of rules over one object: collects what they find and what they looked up.</summary>
internal sealed class Evaluation(IClusterLookup lookup)
{
    // rules reach look-ups through static members, so the running evaluation is known per thread
    [ThreadStatic]
    private static Evaluation? current;

    private readonly Findings findings = new();
    private bool incomplete;
    private bool readImages;

    /// <summary>The evaluation that runs on this thread.</summary>
    /// <exception cref="PolicyLoadException">no rule is running: the script looked something up in its body</exception>
    public static Evaluation Now(string entry) =>
        current ?? throw PolicyLoadException.Of(ScriptPlace.OfCaller(), $"`{entry}` works only inside a rule, where an object is at hand");

    /// <exception cref="RuleFaultException">a rule threw</exception>
    public Judgement Run(IEnumerable<RuleDefinition> rules, KubeObject target)
    {
        var outer = current;
        current = this;
        Fuel.Start(RunLimits.Rules);
        try
        {
            foreach (var rule in rules) rule.Body(target, findings);
        }
        catch (Exception fault)
        {
            // INVARIANT: the original exception never leaves: it would keep the script's load context alive.
            throw RuleFaultException.From(fault);
        }
        finally
        {
            Fuel.Stop();
            current = outer;
        }

        return new Judgement(findings.Take(), incomplete, readImages);
    }

    public long? ImageSize(string image)
    {
        readImages = true;
        var size = lookup.ImageSize(image);
        incomplete |= size is null;
        return size;
    }
}
