using Microsoft.Extensions.Logging;

namespace TypedTasks;

/// <summary>What a task may know of its run. Take it as a parameter; it is not data.</summary>
public sealed class TaskContext
{
    private readonly Action<double, string?>? report;

    internal TaskContext(string flowId, string step, int attempt, ILogger logger, Action<double, string?>? report)
    {
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

    /// <summary>A logger whose scope names flow, step and attempt.</summary>
    public ILogger Logger { get; }

    /// <summary>Says how far the step is. It is written behind and may be lost.</summary>
    /// <param name="fraction">0 to 1; what lies outside is brought inside.</param>
    /// <param name="text">What a person would like to know, or null.</param>
    public void ReportProgress(double fraction, string? text = null) =>
        report?.Invoke(double.IsNaN(fraction) ? 0 : Math.Clamp(fraction, 0, 1), text);
}
