using K8GuardScript.Core.Watch;

namespace K8GuardScript.Core.Tests.Watch;

public sealed class ObjectStampTests
{
    [Fact]
    public void Of_a_key_that_comes_twice_the_first_counts_and_what_follows_is_read_too()
    {
        var stamp = ObjectStamp.TryRead("""{"metadata":{"name":"a","name":"b","namespace":"x","uid":"u","uid":{},"resourceVersion":"7"}}"""u8);

        Assert.Equal(new ObjectStamp("x", "a", "u", "7"), stamp);
    }
}
