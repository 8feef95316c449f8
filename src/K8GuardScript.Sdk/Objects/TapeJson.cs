using System.Text.Json;

namespace K8GuardScript.Sdk.Objects;

/// <summary>Writes what a tape holds as JSON, numbers as they were written.</summary>
internal static class TapeJson
{
    public static void Write(Utf8JsonWriter writer, Tape tape, int word)
    {
        switch (Word.Tag(word))
        {
            case Word.Object:
                writer.WriteStartObject();
                WriteMembers(writer, tape, Word.Payload(word));
                writer.WriteEndObject();
                break;
            case Word.List:
                writer.WriteStartArray();
                var list = Word.Payload(word);
                for (var slot = 0; slot < tape.Count(list); slot++) Write(writer, tape, tape.Value(list, slot));
                writer.WriteEndArray();
                break;
            case Word.Small:
                writer.WriteNumberValue(Word.Payload(word));
                break;
            case Word.Number:
                writer.WriteRawValue(tape.Raw(Word.Payload(word)), skipInputValidation: true);
                break;
            case Word.Raw:
                writer.WriteStringValue(tape.Raw(Word.Payload(word)));
                break;
            case Word.Known or Word.Time:
                writer.WriteStringValue(tape.Text(word));
                break;
            default:
                if (word is Word.True or Word.False) writer.WriteBooleanValue(word == Word.True);
                else writer.WriteNullValue();
                break;
        }
    }

    /// <summary>The members of an object, without its braces.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, Tape tape, int container)
    {
        for (var slot = 0; slot < tape.Count(container); slot++)
        {
            writer.WritePropertyName(tape.KeyAt(container, slot)!);
            Write(writer, tape, tape.Value(container, slot));
        }
    }
}
