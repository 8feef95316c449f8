using K8GuardScript.Core.Schedules;
using K8GuardScript.Scripts;

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
        services.AddSingleton<IRunMessages, ScheduleNotices>();
        services.AddSingleton<RunEnd>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<IWishCarrier, WishCarrier>();
        services.AddSingleton<RunCarrier>();
        services.AddSingleton<ScheduleRound>();
        services.AddSingleton<ScheduleLoop>();
    }
}
