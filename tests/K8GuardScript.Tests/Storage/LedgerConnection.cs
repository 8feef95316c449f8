using System.Runtime.CompilerServices;
using K8GuardScript.Storage;
using Microsoft.Data.Sqlite;

namespace K8GuardScript.Tests.Storage;

/// <summary>A ledger's own connection: some settings belong to a connection, so that no other can tell them.</summary>
internal static class LedgerConnection
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "connection")]
    public static extern ref SqliteConnection Of(SqliteLedger ledger);
}
