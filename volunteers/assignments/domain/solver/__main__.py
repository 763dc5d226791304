"""`python -m volunteers.assignments.domain.solver`: one rota in a process of its own."""

from volunteers.assignments.domain.solver.worker import main

if __name__ == "__main__":
    main()
