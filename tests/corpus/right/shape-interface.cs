namespace Corpus;

public interface IPrint { void Print(); }

public partial class Printer : IPrint
{
    [Task] public void Print() { }
}
