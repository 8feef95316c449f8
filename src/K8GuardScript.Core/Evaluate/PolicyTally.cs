namespace K8GuardScript.Core.Evaluate;

/// <summary>What one policy did in a batch, gathered on the thread that judged.</summary>
internal struct PolicyTally
{
    /// <summary>Runs that found nothing.</summary>
    public int Passed;

    /// <summary>Runs that found something.</summary>
    public int Violated;

    /// <summary>Runs in which a rule broke.</summary>
    public int Faulted;

    /// <summary>Runs in which a look-up had no answer, so that they open and close nothing.</summary>
    public int Unknown;

    /// <summary>What its runs took, in units of the clock's timestamps.</summary>
    public long Took;

    /// <summary>Those of its runs of which the policy was not told yet.</summary>
    public int ShortRuns;

    /// <summary>What those took.</summary>
    public long ShortTook;

    /// <param name="result">of one run</param>
    /// <param name="verdict">what more there is to say of it, if anything</param>
    public void Count(VerdictResult result, Verdict? verdict)
    {
        switch (result)
        {
            case VerdictResult.NotConcerned:
                break;
            case VerdictResult.Faulted:
                Faulted++;
                break;
            case var _ when verdict is { Incomplete: true }:
                Unknown++;
                break;
            case VerdictResult.Violated:
                Violated++;
                break;
            default:
                Passed++;
                break;
        }
    }
}
