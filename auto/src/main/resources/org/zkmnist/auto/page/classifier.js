/** Asks both networks. One question is under way at a time, and of those that wait only the newest is kept. */

export class Classifier {
  #listener;
  #underWay = false;
  #next = null;

  /** @param {{onAnswer: function(Object, Object), onProblem: function(string)}} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  /**
   * @param {function(): Promise<{type: string, body: BodyInit}>} question made only when it is its turn
   * @param {Object} about handed back with the answer
   */
  ask(question, about) {
    this.#next = { question, about };
    if (!this.#underWay) {
      this.#run();
    }
  }

  /** Forgets what waits, and the answer that is still to come. */
  cancel() {
    this.#next = { question: null };
    if (!this.#underWay) {
      this.#next = null;
    }
  }

  async #run() {
    this.#underWay = true;
    while (this.#next?.question) {
      const { question, about } = this.#next;
      this.#next = null;
      try {
        const { type, body } = await question();
        const response = await fetch('/api/classify', { method: 'POST', headers: { 'Content-Type': type }, body });
        const answer = await response.json();
        // Something newer makes this answer worthless only if there is nothing to show any more.
        if (this.#next?.question !== null || this.#next === null) {
          this.#tell(response, answer, about);
        }
      } catch {
        this.#listener.onProblem('The modeller did not answer. Is it still running?');
      }
    }
    this.#next = null;
    this.#underWay = false;
  }

  #tell(response, answer, about) {
    if (response.ok) {
      this.#listener.onAnswer(answer, about);
    } else {
      this.#listener.onProblem(answer.detail ?? answer.title);
    }
  }
}
