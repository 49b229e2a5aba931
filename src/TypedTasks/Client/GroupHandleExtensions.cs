using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>What only handles of flows that end with a group can tell.</summary>
public static class GroupHandleExtensions
{
    /// <summary>
    /// Tells how the members of the group at the end of the flow have ended, each as soon as it is recorded, in that order: first those that have ended by now, then the others, until the flow has ended. It ends as
    /// <see cref="TaskHandle{TOut}.WaitAsync"/> does: when the flow has succeeded all members are told; when it has failed or was cancelled those that had ended are told, and then the exception is thrown.
    /// </summary>
    /// <typeparam name="T">The type of a member's value.</typeparam>
    /// <param name="handle">A flow that ends with a group or with <c>Each</c>.</param>
    /// <param name="cancellationToken">Ends the watching, not the flow.</param>
    /// <exception cref="TaskFailedException">The flow has failed.</exception>
    /// <exception cref="FlowCancelledException">The flow was cancelled.</exception>
    /// <exception cref="FlowUnknownException">The store does not know the flow.</exception>
    /// <exception cref="InvalidOperationException">The flow does not end with a group: a task yields its list, or a handler may (<c>Recover</c>).</exception>
    /// <exception cref="TaskResultException">A value cannot be read as a <typeparamref name="T"/>.</exception>
    /// <exception cref="StoreException">The store did not answer. Call again: it begins with the first member.</exception>
    public static IAsyncEnumerable<MemberResult<T>> ResultsAsync<T>(this TaskHandle<IReadOnlyList<T>> handle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return ReadAsync<IReadOnlyList<T>, T, T>(handle, static value => value, cancellationToken);
    }

    /// <summary>The same of a settled group (<c>Settled()</c>): its members can fail without the flow.</summary>
    /// <typeparam name="T">The type of a member's value.</typeparam>
    /// <param name="handle">A flow that ends with a settled group.</param>
    /// <param name="cancellationToken">Ends the watching, not the flow.</param>
    /// <exception cref="TaskFailedException">The flow has failed.</exception>
    /// <exception cref="FlowCancelledException">The flow was cancelled.</exception>
    /// <exception cref="FlowUnknownException">The store does not know the flow.</exception>
    /// <exception cref="InvalidOperationException">The flow does not end with a group: a task yields its list, or a handler may (<c>Recover</c>).</exception>
    /// <exception cref="TaskResultException">A value cannot be read as a <typeparamref name="T"/>.</exception>
    /// <exception cref="StoreException">The store did not answer. Call again: it begins with the first member.</exception>
    public static IAsyncEnumerable<MemberResult<T>> ResultsAsync<T>(this TaskHandle<IReadOnlyList<Outcome<T>>> handle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return ReadAsync<IReadOnlyList<Outcome<T>>, Outcome<T>, T>(handle, static outcome => outcome, cancellationToken);
    }

    private static async IAsyncEnumerable<MemberResult<T>> ReadAsync<TList, TElement, T>(
        TaskHandle<TList> handle, Func<TElement, Outcome<T>> outcomeOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var element = (JsonTypeInfo<TElement>)handle.Result.Options.GetTypeInfo(typeof(TElement));
        await foreach (var end in handle.Source.ResultsAsync(handle.FlowId, cancellationToken).ConfigureAwait(false))
            yield return new(end.Index, end.Failure is { } failure ? failure : outcomeOf(Read(handle.FlowId, end, element)));
    }

    private static TElement Read<TElement>(string flowId, ToldMember end, JsonTypeInfo<TElement> element)
    {
        try
        {
            return JsonSerializer.Deserialize(end.Json.Span, element)!;
        }
        catch (Exception e)
        {
            // Setters, constructors and converters of the user's types run here, and may throw anything.
            throw new TaskResultException(
                $"Member {end.Index} of flow {flowId} cannot be read as {TypeNames.Of(typeof(TElement))}: {ExceptionText.MessageOf(e)} What the member yields, and the type of this handle, are written in different ways.", e);
        }
    }
}
