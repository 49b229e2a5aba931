using System.CommandLine;
using TypedTasks.Cli.Flows;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Cli.Broker;

/// <summary><c>typedtasks dead-letters</c>: what was given up, over a broker; with the store it is known which flow a letter belongs to, and a replay retries it.</summary>
internal static class DeadLettersCommand
{
    private const int MostShown = 1000;

    public static Command Create(Surroundings around)
    {
        var (options, api, note) = (new StoreOptions(), new ApiOptions(), new ActionOptions());
        var json = JsonOption.Create();
        var administration = AdministrationOption.Create();
        var list = new Command("list", "Lists the queues that have dead letters.") { administration, json };
        list.SetAction((parsed, cancellationToken) =>
        {
            var screen = around.Screen();
            return screen.RunAsync(async () =>
            {
                await using var client = api.Open(parsed);
                if (client is not null)
                {
                    var told = QueuesCommand.Told([.. (await new ApiFlows(client).GetQueuesAsync(cancellationToken)).Where(static q => q.DeadLetters > 0)], null, []);
                    if (told.Count == 0 && !parsed.GetValue(json))
                        screen.Line(DeadLetterReport.None);
                    else
                        QueuesCommand.Write(told, screen, parsed.GetValue(json));
                    return;
                }

                var all = await QueueCatalog.ReadAsync(options.Broker(parsed), VariableArgument.Read(parsed.GetValue(administration)), cancellationToken);
                new DeadLetterReport(screen, parsed.GetValue(json)).Write([.. all.Where(static q => q.DeadLetters + q.TransferDeadLetters > 0)]);
            });
        });

        var queue = new Argument<string>("queue") { Description = "The queue." };
        var count = new Option<int>("--count") { HelpName = "number", Description = $"How many letters at most, 1 to {MostShown}.", DefaultValueFactory = static _ => 20 };
        var peek = new Command("peek", "Shows the dead letters of a queue, the oldest first, and changes nothing.") { queue, count, json };
        peek.SetAction((parsed, cancellationToken) =>
        {
            var screen = around.Screen();
            return screen.RunAsync(async () =>
            {
                var most = parsed.GetValue(count);
                if (most is < 1 or > MostShown)
                    throw new UsageException($"--count is {most}: it must be from 1 to {MostShown}.");
                await using var client = api.Open(parsed);
                var letters = client is null
                    ? await PeekAsync(options, around, parsed, parsed.GetValue(queue)!, most, cancellationToken)
                    : await PeekAsync(new ApiFlows(client), parsed.GetValue(queue)!, most, cancellationToken);
                new DeadLetterReport(screen, parsed.GetValue(json)).Write(parsed.GetValue(queue)!, letters, most);
            });
        });

        var flow = new Option<string?>("--flow") { HelpName = "id", Description = "Only letters of this flow." };
        var replay = new Command("replay", "Sends the dead letters of a queue again: those of a flow of the store by retrying it, which needs --store.") { queue, flow, json };
        note.AddTo(replay);
        replay.SetAction((parsed, cancellationToken) =>
        {
            var screen = around.Screen();
            return screen.RunAsync(async () =>
            {
                var (name, by) = (parsed.GetValue(queue)!, note.Read(parsed));
                await using var client = api.Open(parsed);
                if (client is not null)
                {
                    screen.Line((await new ApiFlows(client).ReplayDeadLettersAsync(name, parsed.GetValue(flow), by, cancellationToken)).Text);
                    return;
                }

                var (store, broker) = (options.StoreIfAny(parsed), options.Broker(parsed));
                await using var session = await Session.OpenAsync(store, broker, around.Time, cancellationToken);
                var report = await session.Get<ITaskClient>().ReplayDeadLettersAsync(name, parsed.GetValue(flow), cancellationToken);
                if (store is not null)
                {
                    var result = $"{report.Replayed} run again, {report.Skipped.Values.Sum()} do not.";
                    await session.Get<FlowStore>().ExecuteAsync([WrittenAction.Replay(parsed.GetValue(flow), name, by, result)], cancellationToken);
                }

                new DeadLetterReport(screen, parsed.GetValue(json)).Write(report);
            });
        });

        var command = new Command("dead-letters", "What the broker or a worker has given up.");
        options.AddTo(command, withBroker: true);
        api.AddTo(command);
        command.Add(list);
        command.Add(peek);
        command.Add(replay);
        return command;
    }

    private static async Task<List<LetterAnswer>> PeekAsync(StoreOptions options, Surroundings around, ParseResult parsed, string queue, int most, CancellationToken cancellationToken)
    {
        var broker = options.Broker(parsed);
        await using var session = await Session.OpenAsync(options.StoreIfAny(parsed), broker, around.Time, cancellationToken);
        List<LetterAnswer> letters = [];
        string? cursor = null;
        while (letters.Count < most && await session.Get<Courier>().Required.PeekDeadLettersAsync(queue, cursor, cancellationToken) is { Messages.Count: > 0 } page)
        {
            letters.AddRange(page.Messages.Select(LetterAnswer.Of));
            cursor = page.Cursor;
        }

        return letters;
    }

    private static async Task<List<LetterAnswer>> PeekAsync(ApiFlows flows, string queue, int most, CancellationToken cancellationToken)
    {
        List<LetterAnswer> letters = [];
        string? cursor = null;
        do
        {
            var page = await flows.GetDeadLettersAsync(queue, cursor, cancellationToken);
            letters.AddRange(page.Letters.Select(LetterAnswer.Of));
            cursor = page.Letters.Count > 0 ? page.Cursor : null;
        }
        while (cursor is not null && letters.Count < most);

        return letters;
    }
}
