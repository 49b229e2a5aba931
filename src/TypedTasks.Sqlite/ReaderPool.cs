using TypedTasks.Sqlite.Database;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite;

/// <summary>Connections for reading, as many as ever read at once. A read runs on its caller's thread: it waits for nobody.</summary>
internal sealed class ReaderPool(StoreOpener opener, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Stack<StoreSession> idle = [];
    private bool disposed;

    public void Read(IReadOnlyList<StoreOperation> operations)
    {
        var session = Rent();
        try
        {
            session.Read(operations);
        }
        finally
        {
            Return(session);
        }
    }

    public TResult Answer<TResult>(StoreQuery<TResult> query)
    {
        var session = Rent();
        try
        {
            return session.Answer(query);
        }
        finally
        {
            Return(session);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            while (idle.TryPop(out var session))
                session.Close();
        }
    }

    private StoreSession Rent()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, typeof(SqliteTaskStore));
            if (idle.TryPop(out var session))
                return session;
        }

        return new(opener.Connect(), time);
    }

    private void Return(StoreSession session)
    {
        lock (gate)
        {
            if (disposed)
                session.Close();
            else
                idle.Push(session);
        }
    }
}
