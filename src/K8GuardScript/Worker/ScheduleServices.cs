using K8GuardScript.Core.Guard;
using K8GuardScript.Core.Schedules;
using K8GuardScript.Scripts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace K8GuardScript.Worker;

/// <summary>What runs schedules.</summary>
internal static class ScheduleServices
{
    public static void AddSchedules(this IServiceCollection services)
    {
        services.AddSingleton<IScheduleCalendar, QuartzCalendar>();
        services.AddSingleton<ScheduleBook>();
        services.AddSingleton<ScheduleWatch>();
        services.AddSingleton<JobTurn>();
        services.TryAddSingleton<IClockHealth, SoundClock>();
        services.TryAddSingleton<IRunMessages, HappeningMessages>();
        services.AddSingleton<RunEnd>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<IWishCarrier, WishCarrier>();
        services.AddSingleton<RunCarrier>();
        services.AddSingleton<ScheduleRound>();
        services.AddSingleton<ScheduleLoop>();
    }
}
