using System.Text.RegularExpressions;
using K8GuardScript.Sdk.Metering;

namespace K8GuardScript.Sdk.Tests.Metering;

public sealed class FuelTests
{
    private readonly CountingClock clock = new();

    [Fact]
    public void A_thread_that_runs_no_script_is_not_metered()
    {
        for (var i = 0; i < 1_000_000; i++) Fuel.Tick();
        Fuel.Charge(long.MaxValue / 2);
        Fuel.Enter();

        Assert.Equal(3_000_000, Metered.Width(3_000_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public void Exactly_so_many_units_are_there(int units)
    {
        Run(Limits(units), () =>
        {
            for (var i = 0; i < units; i++) Fuel.Tick();
            Assert.Throws<FuelExhaustedException>(Fuel.Tick);
        });
    }

    [Fact]
    public void Work_that_is_done_in_one_go_is_charged_before()
    {
        Run(Limits(1000), () =>
        {
            Fuel.Charge(999);
            Fuel.Tick();
            Assert.Throws<FuelExhaustedException>(Fuel.Tick);
        });
        Run(Limits(1000), () => Assert.Throws<FuelExhaustedException>(() => Fuel.Charge(1001)));
        Run(Limits(1000), () => Assert.Throws<FuelExhaustedException>(() => Fuel.Charge(long.MaxValue)));
    }

    [Fact]
    public void What_is_spent_stays_spent_whoever_catches()
    {
        Run(Limits(10), () =>
        {
            Assert.Throws<FuelExhaustedException>(() => Fuel.Charge(11));
            for (var i = 0; i < 1000; i++) Assert.Throws<FuelExhaustedException>(Fuel.Tick);
            Assert.Throws<FuelExhaustedException>(Fuel.Enter);
        });
    }

    [Fact]
    public void The_next_run_has_its_own()
    {
        Run(Limits(10), () => Assert.Throws<FuelExhaustedException>(() => Fuel.Charge(11)));

        Run(Limits(10), () => Fuel.Charge(10));
    }

    [Fact]
    public void A_run_inside_another_one_takes_nothing_from_it()
    {
        Run(Limits(300), () =>
        {
            Fuel.Charge(290);
            Run(Limits(500), () => Fuel.Charge(500));
            Run(Limits(5), () => Assert.Throws<FuelExhaustedException>(() => Fuel.Charge(6)));
            Fuel.Charge(10);
            Assert.Throws<FuelExhaustedException>(Fuel.Tick);
        });
    }

    [Fact]
    public void Time_runs_from_the_first_look_at_the_clock()
    {
        Run(new RunLimits(long.MaxValue / 2, TimeSpan.FromSeconds(1), long.MaxValue / 2, clock), () =>
        {
            clock.Advance(TimeSpan.FromHours(1));
            Fuel.Charge(1000);
            clock.Advance(TimeSpan.FromSeconds(1));
            Fuel.Charge(100_000);
            clock.Advance(TimeSpan.FromMilliseconds(1));

            var late = Assert.Throws<FuelExhaustedException>(() => Fuel.Charge(100_000));
            Assert.Equal("it ran for too long: more than 1,000 ms; look for a loop that does not end", late.Message);
        });
    }

    [Fact]
    public void Where_units_turn_out_to_be_slow_the_clock_is_looked_at_more_often()
    {
        Run(new RunLimits(long.MaxValue / 2, TimeSpan.FromHours(100), long.MaxValue / 2, clock), () =>
        {
            for (var i = 0; i < 200_000; i++) Fuel.Tick();
            var quick = clock.Looks;
            for (var i = 0; i < 200_000; i++)
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
                Fuel.Tick();
            }

            Assert.InRange(quick, 2, 100);
            Assert.InRange(clock.Looks - quick, 10_000, 20_000);
        });
    }

    [Fact]
    public void Memory_is_counted_whether_it_is_kept_or_not()
    {
        Run(new RunLimits(long.MaxValue / 2, TimeSpan.FromHours(1), 1024 * 1024, clock), () =>
        {
            var greedy = Assert.Throws<FuelExhaustedException>(() =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    Fuel.Tick();
                    GC.KeepAlive(new byte[1024]);
                }
            });
            Assert.StartsWith("it asked for too much memory: more than 1 MiB", greedy.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_clock_is_looked_at_for_every_search_of_a_pattern()
    {
        var pattern = PatternCache.Create("a", RegexOptions.None);
        Run(new RunLimits(1_000_000, TimeSpan.FromSeconds(1), long.MaxValue / 2, clock), () =>
        {
            for (var i = 0; i < 5; i++) Assert.True(Search());
            Assert.Throws<FuelExhaustedException>(() => Search() && Search());
        });

        bool Search()
        {
            clock.Advance(TimeSpan.FromSeconds(0.2));
            return pattern.IsMatchMetered("a");
        }
    }

    [Fact]
    public void The_clock_is_looked_at_more_often_once_there_is_a_long_text()
    {
        Run(new RunLimits(10_000_000, TimeSpan.FromSeconds(1), long.MaxValue / 2, clock), () =>
        {
            for (var i = 0; i < 1_000_000; i++) Fuel.Tick();
            Fuel.ChargeText(1_000_000);
            var before = clock.Looks;
            for (var i = 0; i < 1000; i++) Fuel.Tick();

            Assert.InRange(clock.Looks - before, 1000 / 20, 1000);
        });
    }

    [Fact]
    public void A_text_of_many_pieces_costs_as_much_as_it_is_long()
    {
        var names = Enumerable.Repeat("some-name", 20_000).ToList();

        Run(Limits(100_000), () => Assert.Equal(219_998, Metered.Join(", ", names).Length));
    }

    [Fact]
    public void A_search_costs_as_much_as_both_texts_are_long()
    {
        Run(Limits(1_000_000), () =>
        {
            new string('a', 1_000_000).LinearMetered().LinearMetered();
            Metered.Sought("a short part");
            Assert.Throws<FuelExhaustedException>(() => Metered.Sought(new string('a', 1000)));
        });
        Run(Limits(1_000_000), () =>
        {
            new string('a', 1000).LinearMetered();
            Metered.Sought(new string('a', 1000));
        });
    }

    [Fact]
    public void Memory_is_refused_before_it_is_taken()
    {
        Run(new RunLimits(1_000_000, TimeSpan.FromHours(1), 1024 * 1024, clock), () =>
        {
            Assert.Equal(1000, Metered.Size(1000, 1000));
            Assert.Throws<FuelExhaustedException>(() => Metered.Size(2_000_000, 1));
            Assert.Throws<FuelExhaustedException>(() => Metered.Size(long.MaxValue, 64));
        });
    }

    [Fact]
    public void A_size_that_is_none_is_left_to_whoever_gets_it()
    {
        Run(Limits(10), () => Assert.Equal(-1, Metered.Size(-1, 8)));
    }

    [Fact]
    public void Functions_that_call_each_other_too_deep_are_stopped_long_before_the_stack_ends()
    {
        Run(Limits(10_000_000), () =>
        {
            Assert.Throws<InsufficientExecutionStackException>(() => Deeper(0));
            Fuel.Enter();
        });

        static int Deeper(int depth)
        {
            Fuel.Enter();
            return depth > 100_000 ? throw new InvalidOperationException("too deep already") : Deeper(depth + 1) + 1;
        }
    }

    private RunLimits Limits(long units) => new(units, TimeSpan.FromHours(1), long.MaxValue / 2, clock);

    private static void Run(RunLimits limits, Action body)
    {
        Fuel.Start(limits);
        try
        {
            body();
        }
        finally
        {
            Fuel.Stop();
        }
    }

    private sealed class CountingClock : TimeProvider
    {
        private long now;

        public int Looks { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => now += by.Ticks;

        public override long GetTimestamp()
        {
            Looks++;
            return now;
        }
    }
}
