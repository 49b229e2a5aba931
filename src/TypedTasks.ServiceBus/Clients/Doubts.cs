using TypedTasks.Transport;

namespace TypedTasks.ServiceBus.Clients;

/// <summary>
/// Whether a refusal is to be believed. The client library throws the same exception for a message that is refused and for a link that
/// was closed in passing, so the first one is asked again; a second one counts.
/// </summary>
internal struct Doubts
{
    private bool isRefused;

    /// <summary>Whether it is worth another try, although the exception says that it is not.</summary>
    public bool Remains(TransportException failure)
    {
        if (isRefused || failure is MessageTooLargeException or LockLostException)
            return false;
        isRefused = true;
        return true;
    }
}
