using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Watch;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Schedules;

/// <summary>Runs jobs where scripts run: metered, on a thread that can be given up.</summary>
internal sealed class JobTurn(IEvaluationThreads threads, ObjectStore store)
{
    /// <summary>Runs a job once; its faults are counted as the policy's.</summary>
    /// <exception cref="LostRunException">it could not be stopped: its policy is out of force by now</exception>
    public Task<JobOutcome> RunAsync(Policy policy, ScheduleDefinition schedule, CancellationToken cancel) =>
        threads.RunAsync(slot => Run(policy, schedule, slot), cancel);

    private JobOutcome Run(Policy policy, ScheduleDefinition schedule, IRunSlot slot)
    {
        var run = new JobRun(policy, store);
        slot.Enter(policy, new ObjectKey("", "Schedule", "", schedule.Name));
        try
        {
            schedule.Run(run);
        }
        catch (RuleFaultException broke)
        {
            policy.State.CountFault($"schedule `{schedule.Name}`: {broke.Message}", broke.IsSpent);
            return run.Outcome(broke.Message);
        }
        finally
        {
            slot.Leave();
        }

        return run.Outcome(fault: null);
    }
}
