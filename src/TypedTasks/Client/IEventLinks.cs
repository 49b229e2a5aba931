namespace TypedTasks;

/// <summary>
/// Links by which somebody without an account raises an event once, as in a mail: signed with a key of the application (<c>TypedTasksOptions.EventLinkKey</c>), bound to one flow, one event and given answers. The first answer stands,
/// like any event. A link is not encrypted: whoever has it can read the answers, and use it until it expires.
/// </summary>
public interface IEventLinks
{
    /// <summary>Makes the token of a link; <c>MapTypedTasksEvents</c> of the package TypedTasks.AspNetCore shows what it offers.</summary>
    /// <typeparam name="T">What is said.</typeparam>
    /// <param name="flowId">The id of the flow.</param>
    /// <param name="taskEvent">The event.</param>
    /// <param name="choices">The answers that it offers, 1 to 10.</param>
    /// <param name="validFor">How long it is worth something, up to a year.</param>
    /// <param name="key">The key of the wait; null where it has none.</param>
    /// <returns>The token: letters, digits, <c>-</c>, <c>_</c> and a dot.</returns>
    /// <exception cref="ArgumentException">There are no answers, too many, or one cannot be written as JSON; or the token would have more than 2,000 characters.</exception>
    /// <exception cref="InvalidOperationException">No key is set.</exception>
    string CreateEventLink<T>(string flowId, TaskEvent<T> taskEvent, IReadOnlyList<EventChoice<T>> choices, TimeSpan validFor, string? key = null);

    /// <summary>Reads a token. Nothing changes by that.</summary>
    /// <param name="token">The token.</param>
    /// <returns>What it says; null where it is none that was made with the key of this application.</returns>
    /// <exception cref="InvalidOperationException">No key is set.</exception>
    EventLink? Read(string token);

    /// <summary>Raises the event with one of the answers.</summary>
    /// <param name="token">The token.</param>
    /// <param name="choice">Which answer, from 0.</param>
    /// <param name="cancellationToken">Gives up; the event may then be recorded or not.</param>
    /// <returns>What became of it, as of any other event; null where the token is none of this application's, has expired, or offers no such answer.</returns>
    /// <exception cref="InvalidOperationException">No key is set.</exception>
    /// <exception cref="StoreException">The store did not answer: whether the event is recorded is not known. Call again.</exception>
    ValueTask<RaiseOutcome?> RaiseAsync(string token, int choice, CancellationToken cancellationToken = default);
}
