namespace K8GuardScript.Core.Tests.Guard.Clocks;

public sealed class GuardClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<TimeSpan> WrongClocks =>
    [
        TimeSpan.FromDays(365), TimeSpan.FromDays(-1), TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.FromMinutes(3),
        TimeSpan.FromMinutes(-3), TimeSpan.FromDays(-365 * 50),
    ];

    [Fact]
    public void Until_the_server_told_its_time_nothing_is_trusted()
    {
        var scene = new ClockScene();
        Assert.NotNull(scene.Clock.Trouble);

        scene.Answer();

        Assert.Null(scene.Clock.Trouble);
        Assert.Empty(scene.Told);
    }

    [Theory]
    [MemberData(nameof(WrongClocks))]
    public void A_machine_whose_clock_is_set_holds_and_its_time_does_not_move(TimeSpan wrong)
    {
        var scene = Started();

        scene.SetWall(wrong);

        // at once, not with the next look of whoever looks each second
        Assert.NotNull(scene.Clock.Trouble);
        scene.Run(Minute);
        Assert.Contains("apart", scene.Clock.Trouble, StringComparison.Ordinal);
        AssertRight(scene);

        scene.SetWall(-wrong);
        Assert.NotNull(scene.Clock.Trouble);
        scene.Answer();
        Assert.Null(scene.Clock.Trouble);
        AssertRight(scene);
        Assert.StartsWith("the time can be trusted again", scene.Told[^1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrongClocks))]
    public void A_server_whose_clock_is_wrong_holds_as_well(TimeSpan wrong)
    {
        var scene = Started();

        scene.SetServer(wrong);
        scene.Run(Minute);
        Assert.Contains("apart", scene.Clock.Trouble, StringComparison.Ordinal);
        AssertRight(scene);

        scene.SetServer(-wrong);
        scene.Answer();
        Assert.Null(scene.Clock.Trouble);
        AssertRight(scene);
    }

    [Theory]
    [MemberData(nameof(WrongClocks))]
    public void A_start_with_a_wrong_clock_counts_by_the_server_until_they_agree(TimeSpan wrong)
    {
        var scene = new ClockScene(wallIsAhead: wrong);

        scene.Answer();
        Assert.NotNull(scene.Clock.Trouble);
        AssertRight(scene);

        scene.SetWall(-wrong);
        scene.Answer();
        Assert.Null(scene.Clock.Trouble);
        AssertRight(scene);
    }

    [Fact]
    public void A_start_with_a_wrong_clock_goes_back_when_the_server_is_heard_after_it_was_set_right()
    {
        var scene = new ClockScene(wallIsAhead: TimeSpan.FromDays(365));
        Assert.True(scene.Error > TimeSpan.FromDays(364));

        scene.SetWall(TimeSpan.FromDays(-365));
        Assert.NotNull(scene.Clock.Trouble);
        scene.Answer();

        Assert.Null(scene.Clock.Trouble);
        AssertRight(scene);
    }

    [Fact]
    public void Eight_hours_of_sleep_hold_until_the_server_is_heard_and_then_it_is_right()
    {
        var scene = Started();

        scene.Sleep(TimeSpan.FromHours(8));

        Assert.Contains("went forward by 8 hours", scene.Clock.Trouble, StringComparison.Ordinal);
        scene.Run(Minute, hears: false);
        Assert.NotNull(scene.Clock.Trouble);
        scene.Answer();
        Assert.Null(scene.Clock.Trouble);
        AssertRight(scene);
        Assert.EndsWith("8 hours more than the guard had counted", scene.Told[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_from_before_a_sleep_that_is_read_after_it_ends_nothing()
    {
        var scene = Started();
        var before = scene.Truth;

        scene.Sleep(TimeSpan.FromHours(8));
        scene.Clock.Seen(before, Second);

        Assert.NotNull(scene.Clock.Trouble);
    }

    [Theory]
    [InlineData(3, 29)]
    [InlineData(10, 25)]
    public void Daylight_saving_changes_nothing(int month, int day)
    {
        var scene = Started();
        scene.Sleep(new DateTimeOffset(2027, month, day, 0, 59, 50, TimeSpan.Zero) - scene.Truth);
        scene.Answer();
        scene.Told.Clear();

        scene.Run(TimeSpan.FromMinutes(5));

        Assert.Null(scene.Clock.Trouble);
        Assert.Empty(scene.Told);
        AssertRight(scene);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(-200)]
    public void A_clock_that_drifts_is_followed_and_time_never_goes_back(int partsPerMillion)
    {
        var scene = Started();
        var last = scene.Clock.GetUtcNow();
        for (var hour = 0; hour < 24 * 30; hour++)
        {
            scene.Machine.Pass(TimeSpan.FromHours(1));
            scene.Machine.Set(TimeSpan.FromHours(1) * partsPerMillion / 1e6);
            scene.Answer();
            Assert.Null(scene.Clock.Trouble);
            Assert.True(scene.Clock.GetUtcNow() > last);
            last = scene.Clock.GetUtcNow();
        }

        scene.Run(Minute);
        Assert.True(scene.Error.Duration() < Second, $"{scene.Error}");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public void A_small_step_as_time_services_make_is_worked_off_without_going_back(int seconds)
    {
        var scene = Started();
        scene.Machine.Set(TimeSpan.FromSeconds(seconds));
        var last = scene.Clock.GetUtcNow();
        for (var i = 0; i < 200; i++)
        {
            scene.Machine.Pass(Second);
            scene.Answer();
            Assert.Null(scene.Clock.Trouble);
            Assert.True(scene.Clock.GetUtcNow() > last);
            last = scene.Clock.GetUtcNow();
        }

        AssertRight(scene);
        Assert.Empty(scene.Told);
    }

    [Fact]
    public void A_leap_second_that_is_smeared_or_repeated_holds_nothing()
    {
        var scene = Started();
        for (var i = 0; i < 1000; i++)
        {
            scene.Machine.Pass(Second);
            scene.Machine.Set(TimeSpan.FromMilliseconds(-1));
            scene.Answer();
            Assert.Null(scene.Clock.Trouble);
        }

        scene.Machine.Set(-Second);
        scene.Run(Minute);
        Assert.Null(scene.Clock.Trouble);
        Assert.Empty(scene.Told);
    }

    [Fact]
    public void A_server_that_is_out_of_reach_for_a_week_is_remembered()
    {
        var scene = Started();

        scene.Machine.Pass(TimeSpan.FromDays(7));

        Assert.Null(scene.Clock.Trouble);
        AssertRight(scene);
    }

    [Fact]
    public void A_ledger_from_the_future_holds_and_says_so()
    {
        var scene = new ClockScene();
        scene.Clock.LedgerSays(scene.Truth + TimeSpan.FromHours(3));

        scene.Answer();
        Assert.Contains("the ledger was last written at", scene.Clock.Trouble, StringComparison.Ordinal);
        Assert.Contains("3 hours from now", scene.Clock.Trouble, StringComparison.Ordinal);
        Assert.Contains(scene.Told, line => line.Contains("nothing is told and nothing is done", StringComparison.Ordinal));
        AssertRight(scene);

        scene.Run(TimeSpan.FromHours(3));
        Assert.Null(scene.Clock.Trouble);
    }

    [Fact]
    public void A_ledger_that_was_written_just_before_a_restart_holds_nothing()
    {
        var scene = new ClockScene();
        scene.Clock.LedgerSays(scene.Truth + Second);

        scene.Answer();

        Assert.Null(scene.Clock.Trouble);
    }

    [Fact]
    public void The_border_is_not_crossed_with_each_answer()
    {
        var scene = Started();
        scene.SetServer(TimeSpan.FromSeconds(121));
        scene.Answer();
        scene.SetServer(TimeSpan.FromSeconds(-2));
        scene.Answer();
        Assert.NotNull(scene.Clock.Trouble);

        scene.SetServer(TimeSpan.FromSeconds(-5));
        scene.Answer();
        Assert.Null(scene.Clock.Trouble);
        Assert.Equal(2, scene.Told.Count);
    }

    [Fact]
    public void Timers_and_timestamps_are_the_machines()
    {
        var scene = Started();
        var rang = 0;
        using var timer = scene.Clock.CreateTimer(_ => rang++, null, Minute, Timeout.InfiniteTimeSpan);
        scene.SetWall(TimeSpan.FromDays(365));

        Assert.Equal(0, rang);
        Assert.Equal(scene.Machine.GetTimestamp(), scene.Clock.GetTimestamp());
        scene.Machine.Pass(Minute);
        Assert.Equal(1, rang);
    }

    [Fact]
    public void Only_sleeping_and_setting_move_the_wall_clocks_offset()
    {
        var scene = Started();
        var before = scene.Clock.WallOffset;
        scene.Machine.Pass(TimeSpan.FromHours(1));
        Assert.Equal(before, scene.Clock.WallOffset);

        scene.Sleep(Minute);
        Assert.Equal(before + Minute, scene.Clock.WallOffset);
    }

    private static ClockScene Started()
    {
        var scene = new ClockScene();
        scene.Answer();
        scene.Run(TimeSpan.FromSeconds(10));
        return scene;
    }

    private static void AssertRight(ClockScene scene) =>
        Assert.True(scene.Error.Duration() < 2 * Second, $"the guard's time is {scene.Error} off");
}
