using System.Text;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Sdk.Tests.Objects;

public sealed class ObjectUidTests
{
    private const string Plain = "0f3c6a6d-5c3e-4c0f-8f1b-2a3d4e5f6071";

    [Theory]
    [InlineData(Plain, true)]
    [InlineData("0F3C6A6D-5c3e-4c0f-8f1b-2a3d4e5f6071", false)]
    [InlineData(" 0f3c6a6d-5c3e-4c0f-8f1b-2a3d4e5f607", false)]
    [InlineData("0xfc6a6d-5c3e-4c0f-8f1b-2a3d4e5f6071", false)]
    [InlineData("+f3c6a6d-5c3e-4c0f-8f1b-2a3d4e5f6071", false)]
    [InlineData("0f3c6a6d5c3e4c0f8f1b2a3d4e5f6071", false)]
    [InlineData("uid-web", false)]
    [InlineData("größe", false)]
    [InlineData("", false)]
    public void Uids_are_equal_when_their_texts_are(string text, bool isPlain)
    {
        var others = new[] { Plain, Plain.ToUpperInvariant(), "00fc6a6d-5c3e-4c0f-8f1b-2a3d4e5f6071", "other", "" };

        Assert.Equal(isPlain, ObjectUid.TryRead(Encoding.UTF8.GetBytes(text), out var read));
        if (isPlain) Assert.Equal(new ObjectUid(text), read);
        Assert.Equal(new ObjectUid(text), new ObjectUid(text));
        Assert.Equal(new ObjectUid(text).GetHashCode(), new ObjectUid(text).GetHashCode());
        foreach (var other in others) Assert.Equal(text == other, new ObjectUid(text) == new ObjectUid(other));
    }

    [Theory]
    [InlineData("\"" + Plain + "\"", Plain)]
    [InlineData("\"uid-web\"", "uid-web")]
    [InlineData("\"2026-01-31T12:00:00Z\"", "2026-01-31T12:00:00Z")]
    [InlineData("7", "")]
    [InlineData("null", "")]
    public void An_objects_uid_is_its_text(string json, string text)
    {
        var item = Some.Object("{\"metadata\":{\"uid\":" + json + "}}");

        Assert.Equal((text, new ObjectUid(text)), (item.Uid, item.UidKey));
    }
}
