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

    /// <summary>Verdicts that came out, whatever they were.</summary>
    public readonly int Evaluations => Passed + Violated + Unknown;

    public void Count(VerdictResult result, bool isIncomplete)
    {
        switch (result)
        {
            case VerdictResult.NotConcerned:
                break;
            case VerdictResult.Faulted:
                Faulted++;
                break;
            default:
                if (isIncomplete) Unknown++;
                else if (result == VerdictResult.Violated) Violated++;
                else Passed++;
                break;
        }
    }
}
