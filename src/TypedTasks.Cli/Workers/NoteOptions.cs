using System.CommandLine;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Workers;

/// <summary>Who asks for something, and why: kept with what is asked for.</summary>
internal sealed class NoteOptions
{
    private readonly Option<string> reason = new("--reason") { HelpName = "text", Description = "Why, for whoever looks at it later.", Required = true };

    private readonly Option<string?> actor = new("--actor") { HelpName = "name", Description = "Who asks; the user of this machine by default." };

    public void AddTo(Command command)
    {
        command.Add(reason);
        command.Add(actor);
    }

    public ActionBy Read(ParseResult parsed) => new(parsed.GetValue(actor) ?? $"{Environment.UserName}@{Environment.MachineName}", parsed.GetValue(reason)!);
}
