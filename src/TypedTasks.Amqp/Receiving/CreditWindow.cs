using Amqp;

namespace TypedTasks.Amqp.Receiving;

/// <summary>
/// The credit of a receiver link. Credit at the broker and messages that wait here together are kept at what the meter
/// allows; what is owed to the broker is granted in batches.
/// </summary>
internal sealed class CreditWindow(ReceiverLink link, int total)
{
    private readonly Lock gate = new();
    private readonly int batch = Math.Max(1, total / 4);
    private int credit;
    private int waiting;
    private bool stopped;
    private bool paused;

    /// <summary>Whether the broker may send.</summary>
    public bool HasCredit
    {
        get
        {
            lock (gate)
                return credit > 0 && !stopped;
        }
    }

    public void Arrived()
    {
        lock (gate)
        {
            credit--;
            waiting++;
        }
    }

    /// <summary>A message left the queue of those that wait here.</summary>
    public void Left()
    {
        lock (gate)
            waiting--;
    }

    /// <summary>Grants what is missing to the allowance, once it is worth a frame.</summary>
    public void Replenish(int allowance)
    {
        lock (gate)
        {
            var outstanding = credit + waiting;
            var missing = allowance - outstanding;
            if (stopped || paused || missing <= 0 || (missing < batch && outstanding > 0))
                return;
            credit += missing;
            SetCredit(missing, CreditMode.Manual);
        }
    }

    /// <summary>Takes the credit back for now; what is on its way still arrives.</summary>
    public void Pause()
    {
        lock (gate)
        {
            if (!paused && !stopped && credit > 0)
                SetCredit(credit, CreditMode.Drain);
            paused = true;
        }
    }

    public void Resume()
    {
        lock (gate)
        {
            if (!paused)
                return;
            // Drained credit is used up.
            credit = 0;
            paused = false;
        }
    }

    /// <summary>Whether credit was taken back, so that messages may still be on their way.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>Takes the credit back; what is on its way still arrives.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (stopped)
                return;
            stopped = true;
            IsDraining = credit > 0;
            if (credit > 0)
                SetCredit(credit, CreditMode.Drain);
        }
    }

    // Whoever asks may hold a message: it must not be lost because the link has just ended, and with the link its credit.
    private void SetCredit(int credit, CreditMode mode)
    {
        try
        {
            link.SetCredit(credit, mode);
        }
        catch (Exception e) when (e is AmqpException or ObjectDisposedException)
        {
            stopped = true;
        }
    }
}
