using System.Text.Json.Serialization;
using static Corpus.Kennel.Tasks;

namespace Corpus;

[JsonDerivedType(typeof(Dog), "dog")]
public record Animal(string Name);
public record Dog(string Name, int Age) : Animal(Name);

public static partial class Kennel
{
    [Task] public static Dog MakeDog() => new("Rex", 7);
    [Task] public static string Tell(Animal animal) => animal.ToString();
}

static class P
{
    public static ISignature<string> Flow() => MakeDog() | Tell();

    public static ISignature<string> Given() => Tell(new Dog("Rex", 7));
}
