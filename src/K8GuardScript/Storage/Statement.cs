using System.Text;
using K8GuardScript.Core.Record;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace K8GuardScript.Storage;

/// <summary>
/// A statement that is prepared once and run very often, by the positions of its parameters and columns. The client's own commands look up each
/// parameter by its name at every run, and make a text of each column again. For one caller at a time.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly SharedTexts texts = new(1_024);
    private byte[] bytes = new byte[1_024];
    private char[] characters = new char[1_024];
    private RowSeal seal;
    private int parameters;

    public Statement(SqliteConnection connection, string text)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, text, out statement));
    }

    /// <summary>Starts anew, at the first parameter.</summary>
    public void Reset()
    {
        // what a run that failed had to say was said then
        raw.sqlite3_reset(statement);
        parameters = 0;
        seal = default;
    }

    /// <summary>The value of the next parameter.</summary>
    public void Bind(string? text)
    {
        parameters++;
        if (text is null)
        {
            seal.AddNull();
            Check(raw.sqlite3_bind_null(statement, parameters));
            return;
        }

        // an empty span would be taken for null
        if (text.Length == 0)
        {
            seal.AddText([]);
            Check(raw.sqlite3_bind_text(statement, parameters, ""));
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (bytes.Length < most) bytes = new byte[most];
        var utf8 = bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
        seal.AddText(utf8);
        Check(raw.sqlite3_bind_text(statement, parameters, utf8));
    }

    /// <inheritdoc cref="Bind(string?)" />
    public void Bind(long? number)
    {
        parameters++;
        if (number is { } known)
        {
            seal.AddNumber(known);
            Check(raw.sqlite3_bind_int64(statement, parameters, known));
            return;
        }

        seal.AddNull();
        Check(raw.sqlite3_bind_null(statement, parameters));
    }

    /// <summary>Seals the parameters so far with the next one.</summary>
    public void BindSeal() => Check(raw.sqlite3_bind_int64(statement, ++parameters, seal.Value));

    /// <summary>Whether a row's first columns are as they were sealed by the one after them.</summary>
    /// <param name="columns">how many are sealed</param>
    public bool IsSealed(int columns)
    {
        var found = default(RowSeal);
        for (var column = 0; column < columns; column++)
        {
            switch (raw.sqlite3_column_type(statement, column))
            {
                case raw.SQLITE_NULL:
                    found.AddNull();
                    break;
                case raw.SQLITE_INTEGER:
                    found.AddNumber(Number(column));
                    break;
                default:
                    found.AddText(raw.sqlite3_column_blob(statement, column));
                    break;
            }
        }

        return found.Value == Number(columns);
    }

    /// <summary>Goes on to the next row.</summary>
    /// <returns>false if there is none: the statement is done</returns>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Check(result);
        return result == raw.SQLITE_ROW;
    }

    /// <summary>A column from 0. A text that recurs is made once.</summary>
    public string Text(int column)
    {
        var utf8 = raw.sqlite3_column_blob(statement, column);
        if (characters.Length < utf8.Length) characters = new char[utf8.Length];
        return texts.Of(characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, characters)));
    }

    /// <inheritdoc cref="Text" />
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    /// <summary>A text, a <see cref="long"/>, or null.</summary>
    public object? Value(int column) => IsNull(column) ? null
        : raw.sqlite3_column_type(statement, column) == raw.SQLITE_INTEGER ? Number(column)
        : Text(column);

    /// <summary>The next parameter, as <see cref="Value"/> gave it.</summary>
    public void BindValue(object? value)
    {
        if (value is long number) Bind(number);
        else Bind((string?)value);
    }

    public void Dispose() => statement.Dispose();

    private bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}
