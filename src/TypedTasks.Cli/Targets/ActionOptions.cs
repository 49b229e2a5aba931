using System.CommandLine;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Targets;

/// <summary>Who does something, and why: written down with what is done.</summary>
internal sealed class ActionOptions
{
    private readonly Option<string> reason = new("--reason") { HelpName = "text", Description = "Why, for whoever looks at it later.", Required = true };

    private readonly Option<string?> actor = new("--actor") { HelpName = "name", Description = "Who does it; the user of this machine by default. Over the API it is who the token says." };

    public void AddTo(Command command)
    {
        command.Add(reason);
        command.Add(actor);
    }

    public ActionBy Read(ParseResult parsed) => new(parsed.GetValue(actor) ?? $"{Environment.UserName}@{Environment.MachineName}", parsed.GetValue(reason)!);
}
