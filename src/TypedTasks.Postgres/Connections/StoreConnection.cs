using System.Data;
using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>The connection of one lane, opened when it is needed and anew when it broke. One thread at a time uses it.</summary>
internal sealed class StoreConnection(NpgsqlDataSource source) : IDisposable
{
    private NpgsqlConnection? connection;

    public NpgsqlConnection Open()
    {
        if (connection is { State: ConnectionState.Open })
            return connection;
        Drop();
        return connection = source.OpenConnection();
    }

    /// <summary>Takes back what the transaction has done; whoever cannot even do that gets another connection next time.</summary>
    public void RollBack()
    {
        if (connection is not { State: ConnectionState.Open } open)
        {
            Drop();
            return;
        }

        try
        {
            using var command = new NpgsqlCommand("ROLLBACK", open);
            command.ExecuteNonQuery();
        }
        catch (Exception e) when (ServerErrors.IsKnown(e))
        {
            // The server takes a transaction back by itself when its connection ends.
            Drop();
        }
    }

    public void Drop()
    {
        connection?.Dispose();
        connection = null;
    }

    public void Dispose() => Drop();
}
