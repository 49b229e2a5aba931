using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>The dead-letter queue of one queue of the in-memory broker: letters in their order, some of them under lock.</summary>
internal sealed class InMemoryDeadLetters(InMemoryTransport transport)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, InMemoryLetter> letters = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long last;

    public int Count
    {
        get
        {
            lock (gate)
                return letters.Count;
        }
    }

    public void Add(DeadLetter letter)
    {
        lock (gate)
        {
            letters.Add(++last, new(this, last, letter));
            Signal();
        }
    }

    /// <summary>Letters after a number, and the number of the last of them.</summary>
    public (IReadOnlyList<DeadLetter> Letters, long Last) Peek(long after, int limit)
    {
        lock (gate)
        {
            var page = letters.Values.Where(l => l.Number > after).Take(limit).ToArray();
            return ([.. page.Select(static l => l.Letter)], page.Length == 0 ? after : page[^1].Number);
        }
    }

    public InMemoryLetterReceiver Open() => new(this);

    public async ValueTask<IDelivery?> ReceiveAsync(InMemoryLetterReceiver receiver, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (receiver.IsStopped)
                    return null;
                if (letters.Values.FirstOrDefault(static l => l.Holder is null) is { } free)
                {
                    free.Holder = receiver;
                    return free;
                }

                more = changed.Task;
            }

            await more.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops a receiver; where it is disposed of, everybody may have what it held.</summary>
    public void Stop(InMemoryLetterReceiver receiver, bool isDisposed)
    {
        lock (gate)
        {
            receiver.IsStopped = true;
            foreach (var letter in letters.Values.Where(l => isDisposed && l.Holder == receiver))
                letter.Release();
            Signal();
        }
    }

    public ValueTask CompleteAsync(InMemoryLetter letter, IReadOnlyList<TaskMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
            transport.Check(messages[i]);
        lock (gate)
        {
            if (letter.Holder is null)
                return ValueTask.FromException(new LockLostException($"The lock on letter '{letter.Message.Id}' was lost."));
            if (transport.Faults.Take(TransportFault.SettlementLost, letter.Message))
            {
                letter.Release();
                Signal();
                return ValueTask.FromException(Unanswered(letter));
            }

            letters.Remove(letter.Number);
            letter.Release();
        }

        transport.Accept(messages);
        return transport.Faults.Take(TransportFault.SettlementUnanswered, letter.Message)
            ? ValueTask.FromException(Unanswered(letter))
            : ValueTask.CompletedTask;
    }

    public ValueTask AbandonAsync(InMemoryLetter letter)
    {
        lock (gate)
        {
            letter.Abandoned();
            Signal();
        }

        return ValueTask.CompletedTask;
    }

    private static TransportException Unanswered(InMemoryLetter letter) =>
        new($"The broker did not answer the settlement of letter '{letter.Message.Id}'; its outcome is not known.");

    private void Signal()
    {
        var waiting = changed;
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }
}
