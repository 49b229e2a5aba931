using System.Collections.ObjectModel;
using Microsoft.Extensions.Logging;
using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>What a task may know of its run. Take it as a parameter; it is not data.</summary>
public sealed class TaskContext
{
    private readonly Action<double, string?>? report;
    private readonly Func<ITaskClient>? client;
    private int children;

    internal TaskContext(
        string flowId,
        string step,
        int attempt,
        ILogger logger,
        Action<double, string?>? report,
        Func<ITaskClient>? client = null,
        IReadOnlyDictionary<string, string>? headers = null)
    {
        Headers = headers ?? ReadOnlyDictionary<string, string>.Empty;
        this.client = client;
        FlowId = flowId;
        Step = step;
        Attempt = attempt;
        Logger = new StepLogger(logger, flowId, step, attempt);
        this.report = report;
    }

    /// <summary>The flow.</summary>
    public string FlowId { get; }

    /// <summary>The path of the step in its plan, such as <c>0.2.1</c>; empty when the flow is this one step.</summary>
    public string Step { get; }

    /// <summary>The attempt, from 0.</summary>
    public int Attempt { get; }

    /// <summary>What the caller said with <c>WithHeader</c>; empty when that was nothing.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>A logger whose scope names flow, step and attempt.</summary>
    public ILogger Logger { get; }

    /// <summary>
    /// Starts a flow of its own, which neither the end nor the cancellation of this one concerns. Its id, where the signature
    /// gives none, follows from this step and from how many flows it has started: a run that is repeated starts none twice.
    /// </summary>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run.</param>
    /// <param name="cancellationToken">Gives up; the flow may then have been accepted or not.</param>
    /// <exception cref="StoreException">The store did not accept it, or nobody knows.</exception>
    public ValueTask<TaskHandle<TOut>> EnqueueAsync<TOut>(ISignature<TOut> signature, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signature);
        var ordinal = Interlocked.Increment(ref children);
        if (client is null)
            throw new InvalidOperationException("This context was made without a client.");
        var named = signature.Node.Options?.FlowId is null ? signature.WithId(FlowIds.Child(FlowId, Step, ordinal)) : signature;
        return client().EnqueueAsync(named, cancellationToken);
    }

    /// <summary>Starts a partial signature with its input as a flow of its own, as the other form does.</summary>
    /// <typeparam name="TIn">What is missing: one value, or a tuple of two or more.</typeparam>
    /// <typeparam name="TOut">The type of the result.</typeparam>
    /// <param name="signature">What to run.</param>
    /// <param name="input">What it misses.</param>
    /// <param name="cancellationToken">Gives up; the flow may then have been accepted or not.</param>
    /// <exception cref="StoreException">The store did not accept it, or nobody knows.</exception>
    public ValueTask<TaskHandle<TOut>> EnqueueAsync<TIn, TOut>(
        ISignature<TIn, TOut> signature, TIn input, CancellationToken cancellationToken = default) =>
        EnqueueAsync(Signature.Bind(signature, input), cancellationToken);

    /// <summary>Says how far the step is. It is written behind and may be lost.</summary>
    /// <param name="fraction">0 to 1; what lies outside is brought inside.</param>
    /// <param name="text">What a person would like to know, or null.</param>
    public void ReportProgress(double fraction, string? text = null) =>
        report?.Invoke(double.IsNaN(fraction) ? 0 : Math.Clamp(fraction, 0, 1), text);
}
