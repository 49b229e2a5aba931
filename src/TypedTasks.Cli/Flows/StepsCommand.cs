using System.CommandLine;
using TypedTasks.Cli.Terminal;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Flows;

/// <summary><c>typedtasks steps</c>: one step with its values, and what runs now.</summary>
internal static class StepsCommand
{
    public static Command Create(Surroundings around)
    {
        var sources = new FlowSourceOptions();
        var command = new Command("steps", "One step with its values, and what runs now.");
        sources.AddTo(command);

        var flow = FlowsCommand.FlowArgument();
        var path = new Argument<string>("path") { Description = "The path of the step, as `flows show --json` tells it; - for the only step of a flow." };
        var json = JsonOption.Create();
        var show = new Command("show", "Shows a step: attempts, input, result, failure.") { flow, path, json };
        show.SetAction((parsed, cancellationToken) => FlowsCommand.RunAsync(around, sources, parsed, cancellationToken, async (flows, screen) =>
        {
            var (id, place) = (parsed.GetValue(flow)!, parsed.GetValue(path)! is var text && text == "-" ? "" : text);
            var step = await flows.Reader.GetStepAsync(id, place, cancellationToken) ?? throw new Targets.RefusedException($"Flow '{id}' has no step '{place}', or there is no such flow.");
            if (parsed.GetValue(json))
                screen.Json(step, OperationsJson.Default.StepDetails);
            else
                Write(screen, step);
        }));

        var listed = JsonOption.Create();
        var active = new Command("active", "Lists the steps that run, or wait for another attempt.") { listed };
        active.SetAction((parsed, cancellationToken) => FlowsCommand.RunAsync(around, sources, parsed, cancellationToken, async (flows, screen) =>
        {
            var steps = await flows.Reader.GetActiveStepsAsync(cancellationToken: cancellationToken);
            if (parsed.GetValue(listed))
                screen.Json(steps, OperationsJson.Default.IReadOnlyListActiveStepStatus);
            else
                Write(screen, steps, around.Time.GetUtcNow());
        }));
        command.Add(show);
        command.Add(active);
        return command;
    }

    private static void Write(Screen screen, StepDetails step)
    {
        var status = step.Status;
        Line("step", $"{(status.Path.Length == 0 ? "-" : status.Path)} of flow {step.FlowId}");
        Line("task", status.Task);
        Line("state", status.State.ToString().ToLowerInvariant() + (status.Attempts > 0 ? $", attempt {status.Attempts}" : ""));
        Line("queue", step.Queue);
        Line("worker", status.Worker);
        Line("started", status.StartedAt is { } started ? Times.Of(started) : null);
        Line("ended", status.EndedAt is { } ended ? Times.Of(ended) : null);
        Line("trace", step.TraceId);
        foreach (var (name, value) in step.Headers)
            Line("header", $"{name}={value}");
        Value("arguments", step.Arguments);
        Value("input", step.Input);
        Value("result", step.Result);
        if (status.Failure is not { } failure)
            return;
        Line("failure", $"{failure.Type}: {failure.Message}");
        Line("kind", step.Fingerprint);
        foreach (var line in (failure.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            screen.Line([new("           ", Tone.Quiet), new(Plain.Of(line), Tone.Quiet)]);

        void Line(string name, string? text)
        {
            if (!string.IsNullOrEmpty(text))
                screen.Line([new($"{name,-10} ", Tone.Quiet), new(Plain.Of(text))]);
        }

        void Value(string name, ShownValue? value) => Line(name, value is null ? null : $"{value.Json}{(value.Note is { } note ? $"{(value.Json is null ? "" : "  ")}({note})" : "")}");
    }

    private static void Write(Screen screen, IReadOnlyList<ActiveStepStatus> steps, DateTimeOffset now)
    {
        if (steps.Count == 0)
        {
            screen.Line("Nothing runs.");
            return;
        }

        var grid = new Grid(new("TASK", Enough: 28), new("STATE"), new("FLOW", Enough: 36), new("PATH", 2, Enough: 12), new("FOR", 1), new("ATTEMPT", 4, IsNumber: true), new("WORKER", 3, Enough: 24));
        foreach (var (flow, step) in steps)
        {
            grid.Add(
                step.Task,
                new(step.State == StepState.Running ? "running" : "retrying", step.State == StepState.Running ? Tone.Good : Tone.Notable),
                flow,
                step.Path,
                step.StartedAt is { } started ? Times.Of(now - started) : "",
                $"{step.Attempts}",
                step.Worker ?? "");
        }

        screen.Show(grid);
    }
}
