using System.CommandLine;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;
using TypedTasks.Hosting.Protection;
using TypedTasks.Transport;

namespace TypedTasks.Cli.Broker;

/// <summary><c>typedtasks dead-letters</c>: what was given up, over a broker; with the store it is known which flow a letter belongs to, and a replay retries it.</summary>
internal static class DeadLettersCommand
{
    private const int MostShown = 1000;

    public static Command Create(Surroundings around)
    {
        var options = new StoreOptions();
        var json = JsonOption.Create();
        var administration = AdministrationOption.Create();
        var list = new Command("list", "Lists the queues that have dead letters.") { administration, json };
        list.SetAction((parsed, cancellationToken) =>
        {
            var screen = around.Screen();
            return screen.RunAsync(async () =>
            {
                var all = await QueueCatalog.ReadAsync(options.Broker(parsed), VariableArgument.Read(parsed.GetValue(administration)), cancellationToken);
                new DeadLetterReport(screen, parsed.GetValue(json)).Write([.. all.Where(static q => q.DeadLetters + q.TransferDeadLetters > 0)]);
            });
        });

        var queue = new Argument<string>("queue") { Description = "The queue." };
        var count = new Option<int>("--count") { HelpName = "number", Description = $"How many letters at most, 1 to {MostShown}.", DefaultValueFactory = static _ => 20 };
        var peek = new Command("peek", "Shows the dead letters of a queue, the oldest first, and changes nothing.") { queue, count, json };
        peek.SetAction((parsed, cancellationToken) => RunAsync(around, options, parsed, async (session, screen) =>
        {
            var most = parsed.GetValue(count);
            if (most is < 1 or > MostShown)
                throw new UsageException($"--count is {most}: it must be from 1 to {MostShown}.");
            List<DeadLetter> letters = [];
            string? cursor = null;
            while (letters.Count < most && await session.Get<Courier>().Required.PeekDeadLettersAsync(parsed.GetValue(queue)!, cursor, cancellationToken) is { Messages.Count: > 0 } page)
            {
                letters.AddRange(page.Messages);
                cursor = page.Cursor;
            }

            new DeadLetterReport(screen, parsed.GetValue(json)).Write(parsed.GetValue(queue)!, letters, most);
        }, cancellationToken));

        var flow = new Option<string?>("--flow") { HelpName = "id", Description = "Only letters of this flow." };
        var replay = new Command("replay", "Sends the dead letters of a queue again: those of a flow of the store by retrying it, which needs --store.") { queue, flow, json };
        replay.SetAction((parsed, cancellationToken) => RunAsync(around, options, parsed, async (session, screen) =>
        {
            var report = await session.Get<ITaskClient>().ReplayDeadLettersAsync(parsed.GetValue(queue)!, parsed.GetValue(flow), cancellationToken);
            new DeadLetterReport(screen, parsed.GetValue(json)).Write(report);
        }, cancellationToken));

        var command = new Command("dead-letters", "What the broker or a worker has given up.");
        options.AddTo(command, withBroker: true);
        command.Add(list);
        command.Add(peek);
        command.Add(replay);
        return command;
    }

    private static Task<int> RunAsync(Surroundings around, StoreOptions options, ParseResult parsed, Func<Session, Screen, Task> act, CancellationToken cancellationToken)
    {
        var screen = around.Screen();
        return screen.RunAsync(async () =>
        {
            var broker = options.Broker(parsed);
            await using var session = await Session.OpenAsync(options.StoreIfAny(parsed), broker, around.Time, cancellationToken);
            await act(session, screen);
        });
    }
}
