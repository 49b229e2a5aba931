using TypedTasks.Postgres.Connections;

namespace TypedTasks.Postgres.Lanes;

/// <summary>
/// Writes. Calls that wait at the same moment share a transaction; where it fails for one of them, the others are written without it. Calls whose rows another process has locked go to the lane
/// that waits for such rows, so that they hold up nobody here.
/// </summary>
internal sealed class WriteLane : Lane<PendingCall>
{
    // Bound how long others wait for what a transaction has locked.
    private const int MostLocks = 200;
    private const int MostOperations = 2000;

    // How often a transaction begins anew because others were faster: each time, one of them has got through.
    private const int MostConflicts = 20;

    // One that waits for rows takes calls about the same rows only; a connection that nobody needs is given back.
    private static readonly TimeSpan WaitingIdle = TimeSpan.FromSeconds(10);

    private readonly StoreConnection connection;
    private readonly WriteTransaction transaction;
    private readonly WriteLane? apart;
    private readonly string place;

    /// <param name="name">What the lane is called.</param>
    /// <param name="connection">The connection; it is closed with the lane.</param>
    /// <param name="transaction">What writes.</param>
    /// <param name="place">Where the store is, for people.</param>
    /// <param name="apart">Takes calls whose rows are locked elsewhere; null for the lane that waits for rows itself.</param>
    public WriteLane(string name, StoreConnection connection, WriteTransaction transaction, string place, WriteLane? apart)
        : base(name)
    {
        this.connection = connection;
        this.transaction = transaction;
        this.place = place;
        this.apart = apart;
    }

    protected override TimeSpan IdleAfter => apart is null ? WaitingIdle : base.IdleAfter;

    protected override void BecomeIdle() => connection.Drop();

    protected override void Close() => connection.Dispose();

    protected override void Work(List<PendingCall> taken)
    {
        taken.RemoveAll(static c => !c.Begin());
        if (apart is null)
        {
            // Each flow by itself: one whose row stays locked holds up no other for longer than the lock time-out.
            foreach (var group in taken.GroupBy(static c => c.Operations[0].Lock).ToArray())
            {
                foreach (var part in Split([.. group]))
                    Write(part);
            }

            return;
        }

        foreach (var part in Split(taken))
            Write(part);
    }

    private static IEnumerable<List<PendingCall>> Split(List<PendingCall> calls)
    {
        List<PendingCall> part = [];
        var (locks, operations) = (0, 0);
        foreach (var call in calls)
        {
            var more = new CallLocks(call).Count;
            if (part.Count > 0 && (locks + more > MostLocks || operations + call.Operations.Count > MostOperations))
            {
                yield return part;
                part = [];
                (locks, operations) = (0, 0);
            }

            part.Add(call);
            locks += more;
            operations += call.Operations.Count;
        }

        if (part.Count > 0)
            yield return part;
    }

    private void Write(List<PendingCall> calls)
    {
        var wasLost = false;
        for (var conflicts = 0; calls.Count > 0;)
        {
            try
            {
                var skipped = transaction.Run(calls, waits: apart is null);
                foreach (var call in calls.Except(skipped))
                    call.TrySetResult();
                if (apart is not null)
                {
                    skipped.ForEach(apart.Add);
                    return;
                }

                // What stood in for a row went while this one waited for it.
                calls = skipped;
                conflicts++;
            }
            catch (CallFailedException e)
            {
                connection.RollBack();
                e.Call.TrySetException(e.Reason);
                calls = [.. calls.Where(c => c != e.Call)];
                continue;
            }
            catch (Exception e) when (ServerErrors.IsConflict(e) && conflicts < MostConflicts)
            {
                connection.RollBack();
                conflicts++;
            }
            catch (Exception e) when (ServerErrors.IsLost(e) && !wasLost)
            {
                // Crash window: it may have committed. Every operation may be repeated, and yields what is recorded.
                connection.Drop();
                wasLost = true;
            }
            catch (Exception e)
            {
                connection.RollBack();
                if (calls.Count == 1 || ServerErrors.IsLost(e))
                {
                    foreach (var call in calls)
                        call.TrySetException(ServerErrors.Describe(e, place));
                    return;
                }

                // One of them is the culprit; nobody says which.
                foreach (var call in calls)
                    Write([call]);
                return;
            }

            if (conflicts < MostConflicts)
                continue;
            foreach (var call in calls)
                call.TrySetException(new StoreException($"Others were faster {MostConflicts} times in writing the same rows of the store in {place}."));
            return;
        }
    }
}
