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
            var name = CSharpText.Unused($"{task.Name}Signature", taken);
            taken.Add(name);
            for (var missing = 0; task.Forms >> missing != 0; missing++)
            {
                if ((task.Forms >> missing & 1) != 0)
                    factories.Add(new(task, missing, name));
            }
        }

        return factories;
    }
}
