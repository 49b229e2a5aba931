using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Emitting;

/// <summary>The factories of a class, and the names of their signature classes.</summary>
internal static class Factories
{
    public static IReadOnlyList<Factory> Of(TaskClass type)
    {
        var taken = new List<string>(type.Members);
        var factories = new List<Factory>();
        foreach (var task in type.Tasks)
        {
            for (var missing = 0; task.Forms >> missing != 0; missing++)
            {
                if ((task.Forms >> missing & 1) == 0)
                    continue;
                var name = CSharpText.Unused(ClassName(task, missing), taken);
                taken.Add(name);
                factories.Add(new(task, missing, name));
            }
        }

        return factories;
    }

    private static string ClassName(TaskMethod task, int missing) => missing switch
    {
        0 => $"{task.Name}Signature",
        1 => $"{task.Name}PartialSignature",
        _ => $"{task.Name}Partial{missing}Signature",
    };
}
