using System.CommandLine;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Flows;

/// <summary><c>typedtasks flows</c>: finds flows, shows where they stand, and mends them.</summary>
internal static class FlowsCommand
{
    private const int MostListed = 1000;

    public static Command Create(Surroundings around)
    {
        var sources = new FlowSourceOptions();
        var command = new Command("flows", "Finds flows, shows where they stand, and mends them: over a store, or over the API of an application.");
        sources.AddTo(command);
        foreach (var verb in new[] { List(around, sources), Show(around, sources), Watch(around, sources), Many(around, sources, BulkAction.Retry), Many(around, sources, BulkAction.Cancel), Purge(around, sources), Export(around, sources) })
            command.Add(verb);
        return command;
    }

    private static Command List(Surroundings around, FlowSourceOptions sources)
    {
        var (filters, json) = (new FilterOptions(), JsonOption.Create());
        var count = new Option<int>("--count") { HelpName = "number", Description = $"How many at most, 1 to {MostListed}.", DefaultValueFactory = static _ => 20 };
        var after = new Option<string?>("--after") { HelpName = "token", Description = "Where to go on: what the list before has told." };
        var list = new Command("list", "Lists flows, newest first.") { count, after, json };
        filters.AddTo(list, withState: true);
        list.SetAction((parsed, cancellationToken) => RunAsync(around, sources, parsed, cancellationToken, async (flows, screen) =>
        {
            var page = await flows.Reader.FindAsync(filters.Read(parsed, around.Time.GetUtcNow()), parsed.GetValue(count), parsed.GetValue(after), cancellationToken);
            if (parsed.GetValue(json))
                screen.Json(page, OperationsJson.Default.FlowPage);
            else
                FlowList.Write(screen, page, around.Time.GetUtcNow());
        }));
        return list;
    }

    private static Command Show(Surroundings around, FlowSourceOptions sources)
    {
        var (flow, json) = (FlowArgument(), JsonOption.Create());
        var show = new Command("show", "Shows a flow as a tree, with states and times.") { flow, json };
        show.SetAction((parsed, cancellationToken) => RunAsync(around, sources, parsed, cancellationToken, async (flows, screen) =>
        {
            var outline = await flows.Reader.GetOutlineAsync(parsed.GetValue(flow)!, cancellationToken) ?? throw Unknown(parsed.GetValue(flow)!);
            if (parsed.GetValue(json))
                screen.Json(outline, OperationsJson.Default.FlowOutline);
            else
                new FlowTree(screen, around.Time.GetUtcNow()).Write(outline);
        }));
        return show;
    }

    private static Command Watch(Surroundings around, FlowSourceOptions sources)
    {
        var flow = FlowArgument();
        var watch = new Command("watch", "Follows a flow until it has ended.") { flow };
        watch.SetAction((parsed, cancellationToken) => RunAsync(around, sources, parsed, cancellationToken, async (flows, screen) =>
            _ = await new FlowWatch(flows.Reader, screen, around.Time).RunAsync(parsed.GetValue(flow)!, cancellationToken) ?? throw Unknown(parsed.GetValue(flow)!)));
        return watch;
    }

    private static Command Many(Surroundings around, FlowSourceOptions sources, BulkAction action)
    {
        var (filters, by) = (new FilterOptions(), new ActionOptions());
        var flow = new Argument<string?>("flow") { Description = "The id of a flow; or select many.", Arity = ArgumentArity.ZeroOrOne };
        var expect = new Option<int?>("--expect") { HelpName = "number", Description = "How many flows it may be at most. Without it, the number is told and nothing is done." };
        var isRetry = action == BulkAction.Retry;
        var verb = new Command(isRetry ? "retry" : "cancel", isRetry ? "Runs failed flows on from where they failed." : "Cancels flows.") { flow, expect };
        filters.AddTo(verb, withState: false);
        by.AddTo(verb);
        verb.SetAction((parsed, cancellationToken) => RunAsync(around, sources, parsed, cancellationToken, async (flows, screen) =>
        {
            if (parsed.GetValue(flow) is { } id)
            {
                if (filters.IsGiven(parsed))
                    throw new UsageException("Name a flow, or select many: not both.");
                Tell(screen, isRetry ? await flows.Actions.RetryAsync(id, by.Read(parsed), cancellationToken) : await flows.Actions.CancelAsync(id, by.Read(parsed), cancellationToken));
                return;
            }

            if (!filters.IsGiven(parsed))
                throw new UsageException("Which flows? Name one, or select many, such as with --task or --failure.");
            var filter = filters.Read(parsed, around.Time.GetUtcNow());
            if (parsed.GetValue(expect) is not { } most)
            {
                var found = await flows.Actions.PreviewAsync(action, filter, cancellationToken);
                throw new RefusedException(found == 0 ? "No flow is selected." : $"{found} flow{(found == 1 ? " is" : "s are")} selected, and nothing was done. To go on, say so: --expect {found}.");
            }

            var result = await flows.Actions.ApplyAsync(action, filter, most, by.Read(parsed), cancellationToken);
            if (!result.IsDone)
                throw new RefusedException(result.Text);
            screen.Line(result.Text);
            foreach (var refusal in result.Refusals)
                screen.Note(Plain.Of(refusal));
        }));
        return verb;
    }

    private static Command Purge(Surroundings around, FlowSourceOptions sources)
    {
        var (flow, by) = (FlowArgument(), new ActionOptions());
        var purge = new Command("purge", "Deletes a flow that has ended more than an hour ago, and all that is kept of it.") { flow };
        by.AddTo(purge);
        purge.SetAction((parsed, cancellationToken) => RunAsync(around, sources, parsed, cancellationToken, async (flows, screen) =>
            Tell(screen, await flows.Actions.PurgeAsync(parsed.GetValue(flow)!, by.Read(parsed), cancellationToken))));
        return purge;
    }

    private static Command Export(Surroundings around, FlowSourceOptions sources)
    {
        var flow = FlowArgument();
        var test = new Option<bool>("--test") { Description = "As an xunit test that begins at the step that failed, with what had arrived at it.", Required = true };
        var tasks = new Option<string?>("--tasks") { HelpName = "method", Description = "The method that adds your tasks, such as AddShopTasks; the generator has made it." };
        var export = new Command("export", "Writes a failed flow as something to work with.") { flow, test, tasks };
        export.SetAction((parsed, cancellationToken) => RunAsync(around, sources, parsed, cancellationToken, async (flows, screen) =>
            screen.Line(await flows.Reader.ExportTestAsync(parsed.GetValue(flow)!, parsed.GetValue(tasks), cancellationToken) ?? throw Unknown(parsed.GetValue(flow)!))));
        return export;
    }

    public static Argument<string> FlowArgument() => new("flow") { Description = "The id of the flow." };

    public static RefusedException Unknown(string flowId) => new($"There is no flow '{flowId}': it never was there, or is no longer kept.");

#pragma warning disable CA1068 // What is done stands last, for it is long.
    public static Task<int> RunAsync(Surroundings around, FlowSourceOptions sources, ParseResult parsed, CancellationToken cancellationToken, Func<FlowSource, Screen, Task> act)
#pragma warning restore CA1068
    {
        var screen = around.Screen();
        return screen.RunAsync(async () =>
        {
            await using var flows = await sources.OpenAsync(parsed, around, cancellationToken);
            await act(flows, screen);
        });
    }

    private static void Tell(Screen screen, ActionResult result)
    {
        if (!result.IsDone)
            throw new RefusedException(result.Text);
        screen.Line(result.Text);
    }
}
