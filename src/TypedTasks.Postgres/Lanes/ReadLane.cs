using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Lanes;

/// <summary>Reads: calls that wait at the same moment in one transaction, questions one after another.</summary>
internal sealed class ReadLane(string name, StoreConnection connection, ReadTransaction transaction, string place) : Lane<ReadWork>(name)
{
    protected override void Close() => connection.Dispose();

    protected override void Work(List<ReadWork> taken)
    {
        List<CallWork> calls = [];
        foreach (var work in taken)
        {
            if (!work.Begin())
                continue;
            if (work is CallWork call)
                calls.Add(call);
            else
                Run(work);
        }

        if (calls.Count < 2 || !TryRun(calls))
        {
            foreach (var call in calls)
                Run(call);
        }
    }

    // Where one of them cannot be read, none has been told anything: each is read by itself then, and told why.
    private bool TryRun(List<CallWork> calls)
    {
        try
        {
            CallWork.Run(transaction, calls);
            return true;
        }
        catch (Exception e) when (ServerErrors.IsLost(e))
        {
            connection.Drop();
        }
        catch (Exception)
        {
            connection.RollBack();
        }

        return false;
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
