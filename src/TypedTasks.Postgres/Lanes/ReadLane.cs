using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Lanes;

/// <summary>Reads, one after another.</summary>
internal sealed class ReadLane(string name, StoreConnection connection, ReadTransaction transaction, string place) : Lane<ReadWork>(name)
{
    protected override void Close() => connection.Dispose();

    protected override void Work(List<ReadWork> taken)
    {
        foreach (var work in taken)
        {
            if (work.Begin())
                Run(work);
        }
    }

    private void Run(ReadWork work)
    {
        var wasLost = false;
        while (true)
        {
            try
            {
                work.Run(transaction);
                return;
            }
            catch (Exception e) when (ServerErrors.IsLost(e) && !wasLost)
            {
                connection.Drop();
                wasLost = true;
            }
            catch (Exception e)
            {
                connection.RollBack();
                work.Fail(ServerErrors.Describe(e, place));
                return;
            }
        }
    }
}
