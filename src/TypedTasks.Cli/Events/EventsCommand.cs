using System.CommandLine;
using System.Text;
using System.Text.Json;
using TypedTasks.Cli.Flows;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Cli.Events;

/// <summary><c>typedtasks events</c>: says what a flow waits for.</summary>
internal static class EventsCommand
{
    private const int MostValue = 64 * 1024;

    public static Command Create(Surroundings around)
    {
        var (options, api, note) = (new StoreOptions(), new ApiOptions(), new ActionOptions());
        var name = new Argument<string>("event") { Description = "The name of the event on the wire, such as orders.legal." };
        var flow = new Option<string?>("--flow") { HelpName = "id", Description = "The flow that waits; without it, it is found by --key." };
        var key = new Option<string?>("--key") { HelpName = "text", Description = "The key that the flow waits under." };
        var value = new Option<string>("--value") { HelpName = "json|@file", Description = "What is said, as JSON of the event's type; @file reads it from a file.", Required = true };
        var json = JsonOption.Create();
        var raise = new Command("raise", "Says what a flow waits for. The first word stands: it tells what became of this one.") { name, flow, key, value, json };
        options.AddTo(raise, withBroker: true);
        api.AddTo(raise);
        note.AddTo(raise);
        raise.SetAction((parsed, cancellationToken) =>
        {
            var screen = around.Screen();
            return screen.RunAsync(async () =>
            {
                var said = Read(parsed.GetValue(value)!);
                if (parsed.GetValue(flow) is null && parsed.GetValue(key) is null)
                    throw new UsageException("For which flow? Give its id with --flow, or the --key that it waits under.");
                await using var client = api.Open(parsed);
                if (client is not null)
                {
                    var flowId = parsed.GetValue(flow) ?? throw new UsageException("Over the API a flow is told by its id: --flow. By its key alone it is found over a store.");
                    var told = await new ApiFlows(client).RaiseAsync(flowId, parsed.GetValue(name)!, parsed.GetValue(key), Encoding.UTF8.GetString(said), note.Read(parsed), cancellationToken);
                    if (!told.IsDone)
                        throw new RefusedException(told.Text);
                    screen.Line(told.Text);
                    return;
                }

                var broker = options.BrokerIfAny(parsed);
                await using var session = await Session.OpenAsync(options.Store(parsed), broker, around.Time, cancellationToken);
                var result = await RaiseAsync(session.Get<EventRaising>(), parsed.GetValue(name)!, parsed.GetValue(flow), parsed.GetValue(key) ?? "", said, broker is not null, cancellationToken);
                await session.Get<FlowStore>().ExecuteAsync([WrittenAction.Raise(result.FlowId, result.Event, parsed.GetValue(key), note.Read(parsed), result.ToString())], cancellationToken);
                if (parsed.GetValue(json))
                    screen.Json(new(result.FlowId, result.Event, result.Outcome), EventsJson.Default.RaiseAnswer);
                if (result.Outcome is not (RaiseOutcome.Recorded or RaiseOutcome.AlreadyRaised))
                    throw new RefusedException(result.ToString());
                if (parsed.GetValue(json))
                    return;
                screen.Line(result.ToString());
                if (result.Outcome == RaiseOutcome.Recorded && broker is null)
                    screen.Note($"No broker was named, so the flow goes on when upkeep of a worker sends its message: within about two minutes. With --connection, or {BrokerTarget.Variable}, at once.");
            });
        });
        return new Command("events", "What flows wait for.") { raise };
    }

    private static async Task<RaiseResult<JsonElement>> RaiseAsync(
        EventRaising events, string name, string? flow, string key, byte[] json, bool isSent, CancellationToken cancellationToken)
    {
        if (flow is null)
        {
            (flow, var refusal) = await events.FindAsync(name, key, cancellationToken);
            if (flow is null)
                return new(null, name, refusal);
        }

        var raised = isSent ? await events.RaiseAsync(flow, name, key, json, cancellationToken) : await events.RecordAsync(flow, name, key, json, cancellationToken);
        return new(raised.Key.FlowId, name, raised.Answer) { HasValue = raised.Outcome is { Succeeded: true } };
    }

    private static byte[] Read(string value)
    {
        try
        {
            var text = value.StartsWith('@') ? File.ReadAllText(value[1..]) : value;
            using var document = JsonDocument.Parse(text);
            var json = Encoding.UTF8.GetBytes(document.RootElement.GetRawText());
            return json.Length <= MostValue ? json : throw new UsageException($"--value has {json.Length} bytes; at most {MostValue} are taken. Keep it elsewhere, and say where.");
        }
        catch (JsonException e)
        {
            throw new UsageException($"--value is no JSON: {e.Message} A text stands in quotation marks of its own: --value '\"yes\"'.");
        }
        catch (IOException e)
        {
            throw new UsageException($"--value cannot be read: {e.Message}");
        }
    }
}
