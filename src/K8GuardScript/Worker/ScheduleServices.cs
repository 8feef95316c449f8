using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Policies;
using K8GuardScript.Core.Record;
using K8GuardScript.Core.Schedules;
using K8GuardScript.Scripts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace K8GuardScript.Worker;

/// <summary>What runs schedules.</summary>
internal static class ScheduleServices
{
    public static void AddSchedules(this IServiceCollection services, GuardOptions options)
    {
        services.AddSingleton<IScheduleCalendar, QuartzCalendar>();
        services.AddSingleton<ScheduleBook>();
        services.AddSingleton<ScheduleWatch>();
        services.AddSingleton<JobTurn>();
        services.TryAddSingleton<IRunMessages, HappeningMessages>();
        services.AddSingleton<RunEnd>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<IWishCarrier>(provider => new WishCarrier(
            provider.GetRequiredService<Ledger>(), provider.GetRequiredService<Rulebook>(), provider.GetRequiredService<GuardRails>(),
            provider.GetRequiredService<FreshLook>(), provider.GetRequiredService<ActionWriter>(), provider.GetRequiredService<JobParts>(),
            provider.GetRequiredService<Undoer>(), provider.GetRequiredService<OwnWrites>(), provider.GetRequiredService<TimeProvider>(),
            options.OwnNamespace));
        services.AddSingleton<RunCarrier>();
        services.AddSingleton<ScheduleRound>();
        services.AddSingleton<ScheduleLoop>();
    }
}
