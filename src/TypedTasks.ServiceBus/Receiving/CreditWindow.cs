using Amqp;

namespace TypedTasks.ServiceBus.Receiving;

/// <summary>
/// The credit of a receiver link. Credit at the broker and messages that wait here together are kept at what the meter
/// allows; what is owed to the broker is granted in batches.
/// </summary>
internal sealed class CreditWindow(ReceiverLink link, int total)
{
    private readonly Lock _gate = new();
    private readonly int _batch = Math.Max(1, total / 4);
    private int _credit;
    private int _waiting;
    private bool _stopped;

    /// <summary>Whether the broker may send.</summary>
    public bool HasCredit
    {
        get
        {
            lock (_gate) return _credit > 0 && !_stopped;
        }
    }

    public void Arrived()
    {
        lock (_gate)
        {
            _credit--;
            _waiting++;
        }
    }

    /// <summary>A message left the queue of those that wait here.</summary>
    public void Left()
    {
        lock (_gate) _waiting--;
    }

    /// <summary>Grants what is missing to the allowance, once it is worth a frame.</summary>
    public void Replenish(int allowance)
    {
        lock (_gate)
        {
            var outstanding = _credit + _waiting;
            var missing = allowance - outstanding;
            if (_stopped || missing <= 0 || (missing < _batch && outstanding > 0)) return;
            _credit += missing;
            SetCredit(missing, CreditMode.Manual);
        }
    }

    /// <summary>Takes the credit back; what is on its way still arrives.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (_stopped) return;
            _stopped = true;
            if (_credit > 0) SetCredit(_credit, CreditMode.Drain);
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
            _stopped = true;
        }
    }
}
